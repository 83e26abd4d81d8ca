import type { Out, Outgoing } from '@millrace/sdk'

/** Sends one message after the other, and waits wherever there is no room for more. */
export const sendAll = (messages: Iterator<Outgoing>, out: Out): undefined | Promise<void> => {
  for (let next = messages.next(); !next.done; next = messages.next()) {
    out.send(next.value)
    const { room } = out
    if (room) return sendRest(messages, out, room)
  }
  return undefined
}

const sendRest = async (messages: Iterator<Outgoing>, out: Out, room: Promise<void>): Promise<void> => {
  await room
  for (let next = messages.next(); !next.done; next = messages.next()) {
    out.signal.throwIfAborted()
    out.send(next.value)
    await out.room
  }
}
