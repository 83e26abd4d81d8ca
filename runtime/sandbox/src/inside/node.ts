import type { Effects, Run } from './effects.ts'
import type { Parcels } from './parcels.ts'
import type { Sending } from './sending.ts'

/** Makes the `node` of one message; of none for setup and close code. */
export type NodeClass = new (run: Run | undefined) => object

export interface NodeFacts {
  readonly id: string
  readonly name: string
  readonly outputs: number
}

/**
 * The `node` that code sees, one for each message. Its methods are made when they are asked for: they work when they are
 * passed on alone, and cost nothing to who does not use them. Its text runs inside isolates.
 */
export const node = (
  fn: number,
  facts: NodeFacts,
  effects: Effects,
  sending: Sending,
  parcels: Parcels,
  manual: boolean,
  closing: Set<() => unknown>
): NodeClass => {
  /** What a catch node is given; what cannot cross it is not. */
  const bodyOf = (message: object): string => {
    try {
      return parcels.bodyOf(parcels.pack(message))
    } catch {
      return 'null'
    }
  }
  const log = (level: 'debug' | 'info' | 'warn', shown: boolean) => (value: unknown) => effects.log(level, value, shown)
  const [debug, info, warn] = [log('debug', false), log('info', false), log('warn', true)]

  return class Node {
    readonly #run: Run | undefined

    constructor(run: Run | undefined) {
      this.#run = run
    }

    get id() {
      return facts.id
    }
    get name() {
      return facts.name
    }
    get outputCount() {
      return facts.outputs
    }

    get send() {
      const run = this.#run
      return (messages: unknown) => {
        if (run) sending.send(run, messages)
        else effects.log('error', 'node.send needs a message to belong to: setup and close code have none', true)
      }
    }

    get done() {
      const run = this.#run
      return (error?: unknown) => {
        if (!run || run.ended) return
        if (error !== undefined && error !== null) effects.fail(run, error)
        effects.end(run)
      }
    }

    get error() {
      const run = this.#run
      return (error: unknown, message?: unknown) => {
        if (!run || run.ended || message === null || typeof message !== 'object')
          return effects.log('error', error, true)
        effects.fail(run, error, bodyOf(message))
        if (manual) effects.end(run)
      }
    }

    get log() {
      return info
    }
    get warn() {
      return warn
    }
    get debug() {
      return debug
    }
    get trace() {
      return debug
    }

    get status() {
      return (status: unknown) => effects.add(`"status",${fn},${JSON.stringify(JSON.stringify(status ?? {}) ?? '{}')}`)
    }

    get on() {
      return (event: unknown, listener: unknown) => {
        if (event !== 'close' || typeof listener !== 'function') throw new Error("node.on can only listen to 'close'")
        closing.add(listener as () => unknown)
      }
    }
  }
}
