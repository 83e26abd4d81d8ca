import type { Handler, Message } from '@millrace/sdk'
import { Agenda, type Appointment } from '../hold/agenda.ts'
import { flushed, isOnly, says } from '../hold/control.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import type { PauseParts } from './pause.ts'

/** Delays each message by a time of its own. */
export const delayEach = (wait: (message: Message) => number, { limit, defer, show }: PauseParts): Handler => {
  /** In order of arrival. */
  const delayed = new Map<Kept, Appointment<Kept>>()
  const leave = (kept: Kept) => {
    const appointment = delayed.get(kept)
    if (appointment) agenda.remove(appointment)
    delayed.delete(kept)
  }
  const release = (kept: Kept) => {
    leave(kept)
    kept.out.send(kept.message)
    kept.done()
    show(delayed.size)
  }
  const agenda = new Agenda(release)
  const hold = new Hold(limit, leave)
  defer(() => hold.close())
  defer(() => agenda.close())

  const drop = () => {
    for (const kept of [...delayed.keys()]) {
      leave(kept)
      kept.done()
    }
    show(0, 'idle')
  }

  const flush = (message: Message) => {
    const count = flushed(message, delayed.size)
    for (const kept of [...delayed.keys()].slice(0, count)) release(kept)
  }

  return (message, out) => {
    if (says(message, 'reset')) {
      drop()
      return
    }
    let kept: Kept | undefined
    if (!isOnly(message, 'flush') || !says(message, 'flush')) {
      kept = hold.keep(message, out)
      const now = Date.now()
      const waited = Math.max(0, now - out.since)
      delayed.set(kept, agenda.add(Math.max(0, wait(message) - waited), kept))
      show(delayed.size)
    }
    if (says(message, 'flush')) flush(message)
    return kept?.promise
  }
}
