import type { Outgoing } from '@millrace/sdk'
import { type TestNodeOptions, testNode } from '@millrace/sdk/testing'
import { join } from './index.ts'

/** A join, and what became of each message that it was given. */
export const startJoin = (
  config: Parameters<typeof testNode<typeof join.config, undefined>>[1] = {},
  options: TestNodeOptions<undefined> = {}
) => {
  const node = testNode(join, config, options)
  const given: Promise<unknown>[] = []
  const ended: unknown[] = []
  return {
    ...node,
    ended,
    /** Resolves to `done` or the error. */
    give(message: Outgoing) {
      const outcome = node.receive(message).then(
        () => 'done',
        (error: Error) => error
      )
      given.push(outcome)
      void outcome.then(end => ended.push(end))
      return outcome
    },
    payloads: () => node.sent.map(({ message }) => message.payload),
    stop: () => Promise.all([node.close(), ...given])
  }
}

export const turn = () => new Promise(setImmediate)
