import type { Codec } from './codec.ts'
import type { Effects, Run } from './effects.ts'
import type { Parcel, Parcels } from './parcels.ts'
import type { PlainSize } from './plain-size.ts'

/** What a function has handed on. */
export interface Handed {
  port: number
  parcel: Parcel | undefined
}

/** Sends what code returns or hands to `node.send`. Its text runs inside isolates. */
export const sending = (
  outputs: number,
  codec: Codec,
  sizeOf: PlainSize,
  isBytes: (value: unknown) => boolean,
  effects: Effects,
  parcels: Parcels
) => {
  const { stringify } = JSON
  const { isArray } = Array
  const { isFrozen } = Object
  const handed: Handed = { port: -1, parcel: undefined }
  /** By port: whether a message may be handed on. An output that has been used in another way is not used so again, because messages would overtake. */
  let open: boolean[] = []

  const outgoingOf = (run: Run, message: Record<string, unknown>) => {
    const outgoing = message._msgid === run.id ? message : isFrozen(message) ? { ...message, _msgid: run.id } : message
    outgoing._msgid = run.id
    return outgoing
  }

  const sendOne = (run: Run, port: number, message: unknown) => {
    if (message === null || message === undefined) return
    if (typeof message !== 'object' || isArray(message) || isBytes(message)) {
      const kind = typeof message !== 'object' ? typeof message : isArray(message) ? 'Array' : 'Buffer'
      return effects.failWith(run, 'CODE_FAILED', [`Function tried to send a message of type ${kind}`, ''])
    }
    if (port >= outputs) return
    if ((run.late || (run.ended && run.way >= 0 && !run.told)) && run.intervals === 0)
      return effects.log(
        'error',
        'A message was sent for one that was done already. Call node.done() after the last node.send().',
        true
      )
    if (open[port]) open[port] = false
    const outgoing = outgoingOf(run, message as Record<string, unknown>)
    const body = sizeOf(outgoing) > 0 ? stringify(outgoing) : stringify(codec.encode(outgoing))
    effects.sent(run, port, body === undefined ? 'null' : body)
  }

  /** The only output that something is returned for; -1 where there are several, or none. */
  const onlyPort = (messages: readonly unknown[]): number => {
    let port = -1
    for (let i = 0; i < messages.length; i++) {
      if (!messages[i]) continue
      if (port >= 0) return -1
      port = i
    }
    return port
  }

  return {
    handed,

    wire(targets: readonly (number | null)[]) {
      open = targets.map(target => target !== null)
    },

    send(run: Run, messages: unknown) {
      if (messages === null || messages === undefined) return
      if (!isArray(messages)) return sendOne(run, 0, messages)
      for (let port = 0; port < messages.length; port++) {
        const found = messages[port]
        if (isArray(found)) for (const message of found) sendOne(run, port, message)
        else if (found) sendOne(run, port, found)
      }
    },

    /** Hands on what was returned when it is one message for an output that leads to another function, and all that comes of this one. */
    hand(run: Run, result: unknown): boolean {
      if (!run.passing || run.touched || run.holds > 0 || run.intervals > 0 || open.length === 0) return false
      const port = isArray(result) ? onlyPort(result) : 0
      if (!open[port] || port >= outputs) return false
      const message = isArray(result) ? result[port] : result
      if (message === null || typeof message !== 'object' || isArray(message) || isBytes(message)) return false
      handed.parcel = parcels.pack(outgoingOf(run, message as Record<string, unknown>))
      handed.port = port
      return true
    }
  }
}

export type Sending = ReturnType<typeof sending>
