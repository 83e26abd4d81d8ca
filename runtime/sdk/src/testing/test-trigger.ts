import type { Storage } from '../define/context.ts'
import type { HttpAnswer, HttpRequest } from '../define/http.ts'
import type { Origin, Receipt, Trigger } from '../define/trigger.ts'
import { FlowError } from '../errors.ts'
import type { Outgoing } from '../message.ts'
import { bareHost, type ConfigHost, parse } from '../schema/parse.ts'
import type { Static, TObject } from '../schema/schema.ts'
import { memoryStorage, noMetrics, quietLog } from './memory.ts'
import { releases } from './release.ts'

/** One emitted message; the test decides what becomes of it. */
export interface Arrival {
  readonly message: Outgoing
  readonly origin: Origin
  ack(): Promise<void>
  nack(error: Error): Promise<void>
}

export interface TestTriggerOptions<Connection> {
  /** The trigger's address; two triggers of one test need two. */
  readonly id?: string
  readonly connection?: Connection
  readonly host?: Partial<ConfigHost>
  readonly fetch?: typeof globalThis.fetch
  /** What the trigger keeps; the same storage for two triggers is a restart. */
  readonly storage?: Storage
}

/** Starts one trigger outside any runtime and collects what it emits. Nothing is acknowledged unless the test does. */
export const testTrigger = async <C extends TObject, Connection>(
  trigger: Trigger<C, Connection>,
  config: { [K in keyof Static<C>]?: unknown } = {},
  options: TestTriggerOptions<Connection> = {}
) => {
  const running = releases()
  const arrivals: Arrival[] = []
  const waiting: { count: number; met(): void }[] = []
  const routes = new Map<string, (request: HttpRequest) => Promise<Response>>()
  const replies = new Map<string, (reply: unknown) => void>()
  let expected = 0
  let press: ((input: unknown) => unknown) | undefined
  const arrived = (arrival: Arrival) => {
    arrivals.push(arrival)
    for (const wait of waiting) if (arrivals.length >= wait.count) wait.met()
  }
  await trigger.start({
    id: options.id ?? 'flow/test',
    name: trigger.title,
    config: parse(trigger.config, config, { ...bareHost, ...options.host }) as Static<C>,
    log: quietLog,
    metrics: noMetrics,
    storage: options.storage ?? memoryStorage(),
    fetch: options.fetch ?? globalThis.fetch,
    signal: running.signal,
    defer: running.defer,
    connection: options.connection as Connection,
    http: {
      route: (method, path, answer) =>
        void routes.set(`${method} ${path}`, async request => asResponse(await answer(request))),
      socket: () => {}
    },
    emit: async (message: Outgoing, receipt?: Receipt, origin: Origin = {}) =>
      arrived({ message, origin, ack: async () => receipt?.ack(), nack: async error => receipt?.nack(error) }),
    expectReply: () => {
      const id = `reply.${expected++}`
      const { promise, resolve } = Promise.withResolvers<unknown>()
      replies.set(id, resolve)
      return { id, reply: promise, forget: () => void replies.delete(id) }
    },
    status: () => {},
    onPress: pressed => {
      press = pressed
    }
  })

  return {
    arrivals,
    routes,
    press: async (input?: unknown) => press?.(input),
    /** Answers whoever waits for the message, as `context.reply` of a node does. Throws REPLY_GONE when nobody does. */
    reply(message: Outgoing, reply: unknown): void {
      const answer = replies.get(String(message._reply))
      if (!answer) throw new FlowError('REPLY_GONE', 'nobody waits for a reply to this message')
      replies.delete(String(message._reply))
      answer(reply)
    },
    /** Resolves when this many messages have arrived, to the last of them. */
    async arrival(count = 1): Promise<Arrival> {
      if (arrivals.length < count) await new Promise<void>(met => waiting.push({ count, met }))
      return arrivals[count - 1] as Arrival
    },
    close: running.close
  }
}

const asResponse = (answer: Response | HttpAnswer): Response => {
  if (answer instanceof Response) return answer
  const { status, body, headers } = answer
  const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) }
  return new Response((body ?? null) as ConstructorParameters<typeof Response>[0], init)
}
