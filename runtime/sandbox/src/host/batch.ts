import type { FusedOut } from '@millrace/engine'
import type { Out } from '@millrace/sdk'
import type { FlowEvent } from '../boundary.ts'
import { Delivery } from './delivery.ts'
import type { Routes } from './routes.ts'

/** At most this many messages, and about this many characters, cross at a time. */
const MESSAGES = 256
const CHARACTERS = 262_144

/** Only deliveries of a runtime are; a node that is tested alone has others. */
const isFused = (out: Out): out is FusedOut => 'station' in out

/** Something that waits for its turn to cross. */
export type Waiting = Delivery | { readonly event: FlowEvent; readonly taken: () => void }

/** Takes from the front what crosses together. Messages of functions whose setup code is not through are parked. `post` numbers what is taken together. */
export const takeBatch = (waiting: Waiting[], routes: Routes, post: number): FlowEvent[] => {
  const events: FlowEvent[] = []
  let run: Delivery[] = []
  let count = 0
  let size = 0
  let at = 0
  const close = () => {
    const [first] = run
    if (!first) return
    const text = JSON.stringify(run.map(({ body }) => body))
    const alone = first.alone || first.fn.alone
    events.push({
      kind: 'messages',
      fn: first.fn.number,
      first: first.number,
      count: run.length,
      text,
      ...(alone && { alone })
    })
    run = []
  }
  for (; at < waiting.length; at++) {
    const next = waiting[at] as Waiting
    if (!(next instanceof Delivery)) {
      close()
      events.push(next.event)
      next.taken()
      continue
    }
    if (next.over) continue
    const { fn } = next
    if (count > 0 && (next.alone || count >= MESSAGES || size + next.size > CHARACTERS)) break
    if (fn.state === 'new') {
      close()
      events.push(fn.start())
    }
    if (fn.state === 'starting') {
      fn.parked.push(next)
      continue
    }
    const told = isFused(next.out) ? routes.events(fn, next.out) : []
    if (told.length > 0) {
      close()
      events.push(...told)
    }
    next.post = post
    const last = run.at(-1)
    if (last && (last.fn !== fn || fn.alone || last.number + 1 !== next.number)) close()
    run.push(next)
    count++
    size += next.size
    if (next.alone) {
      at++
      break
    }
  }
  close()
  waiting.splice(0, at)
  return events
}
