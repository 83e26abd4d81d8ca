import { assemble } from './assemble.ts'
import { harden } from './harden.ts'
import type { Guest } from './runner.ts'
import { seal } from './seal.ts'
import { ways } from './ways.ts'

/** One entry of a batch's head: what to do with the next `length` characters. */
export type Crossing = readonly [
  fn: number,
  command: 'messages' | 'fire' | 'fetched' | 'setup' | 'close',
  number: number,
  skip: number,
  count: number,
  length: number,
  alone: boolean
]

/**
 * The one place where the host enters an isolate. It stands in a context of its own and hands text on to the contexts of
 * the functions, which give text back. Answers are `position:finished:left`, a line feed, and effects: the position in the
 * head that was reached, how much of it is finished, and whether a message is left on its way. Its text runs inside isolates.
 */
const hub = (makeWays: typeof ways) => {
  const { parse } = JSON
  const { now } = Date
  const guests = new Map<number, Guest>()
  const way = makeWays(guests)
  let position = 0
  /** Whose messages or timers the batch is at. */
  let running: Guest | undefined
  /** Nothing is left but to look what passed last. */
  let closing = false
  let entered = new Set<Guest>()
  /** One for each crossing that came to an end; kept as they are, so that being stopped in between loses none. */
  let answers: string[] = []

  const countOf = (answer: string) => Number(answer.slice(0, answer.indexOf(':')))
  const effectsOf = (answer: string) => answer.slice(answer.indexOf(':') + 1)

  /** Gives everything and begins anew. This and what it calls is never stopped. */
  const report = () => {
    const reached = answers[position]
    const effects = [way.news(), ...answers.map(effectsOf)]
    for (const guest of way.visited()) entered.add(guest)
    for (const guest of entered) effects.push(effectsOf(guest.enter('take', '', 0, 0, 0, false)))
    const told = effects.filter(text => text !== '').join(',')
    const result = `${position}:${reached === undefined ? 0 : countOf(reached)}:${way.left() ? 1 : 0}\n${told}`
    position = 0
    running = undefined
    closing = false
    entered = new Set()
    answers = []
    return result
  }

  /** Code was stopped: who ran is to blame. Tells whether it is known who that was. */
  const blame = (problem: string): boolean => {
    const guest = way.stopped()
    if (guest) way.tell(effectsOf(guest.enter('stopped', problem, 0, 0, 0, false)))
    if (running) answers[position] = running.enter(guest ? 'through' : 'stopped', problem, way.taken(), 0, 0, false)
    return guest !== undefined || running !== undefined || closing
  }

  return {
    add(fn: number, found: Guest): void {
      guests.set(fn, found)
      found.join(root => way.take(fn, found, root))
    },
    remove: (fn: number) => void guests.delete(fn),
    wire(fn: number, text: string): void {
      const targets = parse(text) as (number | null)[]
      way.wire(fn, targets)
      guests.get(fn)?.wire(targets)
    },

    batch(text: string, slice: number): void {
      const head = text.indexOf('\n')
      const crossings = parse(text.slice(0, head)) as Crossing[]
      const deadline = now() + slice
      let at = head + 1
      if (!way.resume(deadline)) return
      for (position = 0; position < crossings.length; position++) {
        const [fn, command, number, skip, count, length, alone] = crossings[position] as Crossing
        const body = text.slice(at, at + length)
        const guest = guests.get(fn) as Guest
        entered.add(guest)
        running = guest
        answers[position] = guest.enter(command, body, number, skip, deadline, alone)
        running = undefined
        at += length
        if (countOf(answers[position] as string) < count || way.left()) break
        if (now() > deadline && position < crossings.length - 1) break
      }
      closing = true
      way.close()
      closing = false
    },

    /** What the last batch brought about; asked for on its own, because promises settle only after a batch has returned. */
    effects: report,

    /** After a batch of several was stopped. Nothing when promises were settling: nobody knows whose. */
    interrupted: (problem: string): string => (blame(problem) ? report() : ''),

    /** After a single message was stopped, while code was running or while promises were settling. */
    stopped(problem: string): string {
      if (!blame(problem)) for (const guest of entered) answers.push(guest.enter('stalled', problem, 0, 0, 0, false))
      return report()
    },

    /** After a single message left a promise rejected with nobody listening. */
    rejected(problem: string): string {
      for (const guest of entered) answers.push(guest.enter('rejected', problem, 0, 0, 0, false))
      return report()
    }
  }
}

export type Hub = ReturnType<typeof hub>

const parts = { harden, hub, seal, ways }

/** Evaluates to the hub, in a context that nothing can be changed in. */
export const hubProgram = assemble(inside => {
  inside.harden()
  inside.seal()
  return inside.hub(inside.ways)
}, parts)
