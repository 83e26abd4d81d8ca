import type { Log, Message, Value } from '@millrace/sdk'
import { messageTarget } from '../value/target.ts'

export interface Property {
  readonly target: { readonly value: string }
  readonly value: Value
}

/** Makes a message from its properties, each in its turn: an expression sees what was set above it. */
export const compose = (properties: readonly Property[], log: Log) => {
  const targets = properties.map(({ target, value }) => ({
    ...messageTarget(target.value, () =>
      log.warn('cannot set a property of a value that is not an object', { property: target.value })
    ),
    value
  }))
  return async (): Promise<object> => {
    let message: object = {}
    for (const { set, value } of targets) message = set(message as Message, await value(message as Message))
    return message
  }
}
