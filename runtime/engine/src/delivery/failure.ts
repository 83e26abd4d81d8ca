import { FlowError, type Message } from '@millrace/sdk'
import type { Station } from './station.ts'

/** Where an error began, so that a node that rethrows what it was told does not take the blame. */
export const failedAt = new WeakMap<Error, Station>()

export const toError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause), { cause }))

/** An error may pass this many catch nodes before it is taken for a loop (Node-RED's bound). */
const MAX_CATCHES = 10

interface ErrorNote {
  readonly source?: { readonly id?: string; readonly count?: number }
}

/** The message as a catch node receives it: Node-RED's `msg.error`; an `error` that was there before is kept as `_error`. Undefined when the error goes round in a loop. */
export const caughtMessage = (message: Message, error: Error, { id, unit }: Station): Message | undefined => {
  const before = message.error as ErrorNote | undefined
  const count = before?.source?.id === id ? (before.source.count ?? 0) + 1 : 1
  if (count >= MAX_CATCHES) return undefined
  const { name, message: text, stack } = error
  const code = 'code' in error ? { code: error.code } : {}
  const about = error instanceof FlowError ? error.about : undefined
  return {
    ...(about ? { ...about, _msgid: message._msgid } : message),
    ...(before !== undefined && { _error: before }),
    error: { message: text, name, stack, ...code, source: { id, type: unit.type, name: unit.name, count } }
  }
}
