import type { DebugValue, Node, StatusLevel } from '../define/node.ts'
import { portsOf } from '../describe.ts'
import type { Message, Outgoing } from '../message.ts'
import { bareHost, type ConfigHost, parse } from '../schema/parse.ts'
import type { Static, TObject } from '../schema/schema.ts'
import { deepFreeze, memoryState, memoryStorage, noMetrics, quietLog } from './memory.ts'
import { releases } from './release.ts'

export interface Sent {
  readonly port: number
  readonly message: Outgoing
}

export interface TestNodeOptions<Connection> {
  readonly connection?: Connection
  /** Parts of the host that the config needs, such as globals or a sandbox. */
  readonly host?: Partial<ConfigHost>
  readonly fetch?: typeof globalThis.fetch
  /** How often this delivery was tried before, plus one. */
  readonly attempt?: number
  /** What becomes of a message that the node delivers: done when it resolves, failed when it rejects. */
  readonly deliver?: (sent: Sent) => void | Promise<void>
  /** The outputs that have something behind them; all when left out. */
  readonly wired?: readonly number[]
  /** When messages came to the node, in milliseconds since the epoch; now when left out. */
  readonly since?: number
}

/**
 * Runs one node outside any runtime: give it messages, read what it sent. Messages are frozen, so a node that edits them
 * in place is found out. Throws a ConfigError when the config does not fit.
 */
export const testNode = <C extends TObject, Connection>(
  node: Node<C, Connection>,
  config: { [K in keyof Static<C>]?: unknown } = {},
  options: TestNodeOptions<Connection> = {}
) => {
  const sent: Sent[] = []
  const statuses: { text: string; level: StatusLevel | undefined }[] = []
  const shown: DebugValue[] = []
  const replies: { message: Message; reply: unknown }[] = []
  const running = releases()
  const states = new Map<string, ReturnType<typeof memoryState>>()
  const stateOf = (scope: string, store = 'default') => {
    const key = `${scope}:${store}`
    const found = states.get(key) ?? memoryState()
    states.set(key, found)
    return found
  }
  const host: ConfigHost = { ...bareHost, state: stateOf, ...options.host }
  let press: ((input: unknown) => unknown) | undefined
  const parsed = parse(node.config, config, host) as Static<C>
  const handler = node.create({
    id: 'flow/test',
    name: node.title,
    place: { flow: 'flow', node: 'test', outputs: portsOf(node.outputs, parsed as Record<string, unknown>).count },
    config: parsed,
    log: quietLog,
    metrics: noMetrics,
    storage: memoryStorage(),
    fetch: options.fetch ?? globalThis.fetch,
    signal: running.signal,
    defer: running.defer,
    status: (text, level) => void statuses.push({ text, level }),
    debug: entry => void shown.push(entry),
    reply: async (message, reply) => void replies.push({ message, reply }),
    onPress: pressed => {
      press = pressed
    },
    state: stateOf,
    env: host.env
  })
  const send = (message: Outgoing, port = 0) => void sent.push({ port, message })
  let count = 0

  return {
    /** Everything sent so far. */
    sent,
    statuses,
    /** What the node wrote to the debug sidebar. */
    shown,
    replies,
    state: stateOf,
    press: async (input?: unknown) => press?.(input),
    /** Hands over one message and resolves to what was sent until the node was done with it. Rejects with what the node threw. */
    async receive(message: Outgoing): Promise<readonly Sent[]> {
      const from = sent.length
      const id = `test.${count++}`
      await handler(
        deepFreeze({ _msgid: 'test', ...message }) as Message,
        {
          id,
          attempt: options.attempt ?? 1,
          get since() {
            return options.since ?? Date.now()
          },
          signal: running.signal,
          room: undefined,
          send,
          deliver: async (message, port = 0) => {
            send(message, port)
            await options.deliver?.({ port, message })
          },
          wired: port => options.wired?.includes(port) ?? true
        },
        options.connection as Connection
      )
      return sent.slice(from)
    },
    close: running.close
  }
}
