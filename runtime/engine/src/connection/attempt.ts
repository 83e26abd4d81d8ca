import { type ConnectContext, FlowError, type Integration, type Limits } from '@millrace/sdk'
import { runAs } from '../culprit.ts'
import type { ContextParts } from '../deploy/context.ts'
import type { Releases } from '../release.ts'
import type { Stages } from './stages.ts'

export interface AttemptOptions {
  readonly definition: Integration
  readonly parts: ContextParts
  readonly config: unknown
  readonly limits: Limits
  readonly releases: Releases
  readonly stages: Stages
  readonly ready: Promise<void>
  /** Milliseconds. */
  readonly timeout: number
  readonly trial?: boolean
  lost(reason?: Error): void
  save(change: object): Promise<void>
}

export interface Attempted {
  readonly connection: unknown
  readonly context: ConnectContext<unknown>
}

/**
 * Connects once. It is left as soon as its owner is told to stop or its time is over, whether or not `connect` minds its
 * signal: what it defers after that is released at once.
 */
export const attempt = async (options: AttemptOptions): Promise<Attempted> => {
  const { definition, parts, releases, stages, timeout } = options
  const context: ConnectContext<unknown> = {
    ...parts,
    config: options.config,
    limits: options.limits,
    signal: releases.signal,
    defer: releases.defer,
    ready: options.ready,
    stage: stages.run,
    lost: options.lost,
    save: options.save,
    ...(options.trial && { trial: true })
  }
  const { promise: left, reject: leave } = Promise.withResolvers<never>()
  left.catch(() => {})
  const stopped = () => leave(new FlowError('NOT_CONNECTED', 'stopped before it was connected'))
  releases.signal.addEventListener('abort', stopped, { once: true })
  const timer = setTimeout(
    () => leave(new FlowError('NOT_CONNECTED', `no connection within ${timeout / 1000} s`)),
    timeout
  )
  try {
    const connecting = runAs(parts.id, async () =>
      definition.connect(context as ConnectContext<Record<string, unknown>>)
    )
    connecting.catch(() => {})
    return { connection: await Promise.race([connecting, left]), context }
  } finally {
    clearTimeout(timer)
    releases.signal.removeEventListener('abort', stopped)
  }
}
