import type { Storage } from '../define/context.ts'
import type { ConnectContext, Integration, Limits } from '../define/integration.ts'
import { bareHost, type ConfigHost, parse } from '../schema/parse.ts'
import type { Static, TObject } from '../schema/schema.ts'
import { memoryStorage, noMetrics, quietLog } from './memory.ts'
import { releases } from './release.ts'

export interface TestIntegrationOptions {
  readonly host?: Partial<ConfigHost>
  readonly limits?: Limits
  readonly fetch?: typeof globalThis.fetch
  /** What the connection keeps; the same storage for two connections is a reconnect. */
  readonly storage?: Storage
  /** Connects as the Test button does. */
  readonly trial?: boolean
}

/** One stage that connecting or checking went through. */
export interface Stage {
  readonly name: string
  readonly failed: boolean
  readonly detail?: string
}

/**
 * Connects one integration outside any runtime, once. Rejects with what `connect` rejected with, after releasing what
 * it had deferred.
 */
export const testIntegration = async <C extends TObject, Connection>(
  integration: Integration<C, Connection>,
  config: { [K in keyof Static<C>]?: unknown } = {},
  options: TestIntegrationOptions = {}
) => {
  const running = releases()
  const stages: Stage[] = []
  const lost = Promise.withResolvers<Error | undefined>()
  const ready = Promise.withResolvers<void>()
  const saved: object[] = []
  const context: ConnectContext<Static<C>> = {
    id: 'test',
    name: integration.title,
    config: parse(integration.config, config, { ...bareHost, ...options.host }) as Static<C>,
    log: quietLog,
    metrics: noMetrics,
    storage: options.storage ?? memoryStorage(),
    fetch: options.fetch ?? globalThis.fetch,
    signal: running.signal,
    defer: running.defer,
    limits: options.limits ?? integration.limits ?? {},
    ready: ready.promise,
    lost: lost.resolve,
    save: async change => void saved.push(change),
    ...(options.trial && { trial: true }),
    async stage(name, step, detail) {
      try {
        const result = await step()
        stages.push({ name, failed: false, ...(detail && { detail: detail(result) }) })
        return result
      } catch (error) {
        stages.push({ name, failed: true })
        throw error
      }
    }
  }
  try {
    const connection = await integration.connect(context)
    return {
      connection,
      stages,
      saved,
      /** Resolves with the reason when the connection reports that it is lost. */
      lost: lost.promise,
      /** Tells the connection that every trigger has started. */
      ready: ready.resolve,
      check: async () => integration.check?.(connection, context),
      close: running.close
    }
  } catch (error) {
    await running.close()
    throw error
  }
}
