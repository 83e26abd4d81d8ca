import { assemble } from './assemble.ts'
import { harden } from './harden.ts'
import type { Enter } from './runner.ts'
import { seal } from './seal.ts'

/** One entry of a batch's head: what to do with the next `length` characters. */
export type Crossing = readonly [
  fn: number,
  command: 'messages' | 'fire' | 'setup' | 'close',
  number: number,
  skip: number,
  count: number,
  length: number
]

/**
 * The one place where the host enters an isolate. It stands in a context of its own and hands text on to the contexts of
 * the functions, which give text back. Answers are `position:finished`, a line feed, and effects: the position in the
 * head that was reached, and how much of it is finished. Its text runs inside isolates.
 */
const hub = () => {
  const { parse } = JSON
  const { now } = Date
  const functions = new Map<number, Enter>()
  let position = 0
  let running: Enter | undefined
  let entered = new Set<Enter>()
  /** One for each crossing that came to an end; kept as they are, so that being stopped in between loses none. */
  let answers: string[] = []

  const countOf = (answer: string) => Number(answer.slice(0, answer.indexOf(':')))

  /** Gives everything and begins anew. This and what it calls is never stopped. */
  const report = () => {
    const reached = answers[position]
    for (const enter of entered) answers.push(enter('take', '', 0, 0, 0))
    const effects = answers.map(answer => answer.slice(answer.indexOf(':') + 1)).filter(text => text !== '')
    const result = `${position}:${reached === undefined ? 0 : countOf(reached)}\n${effects.join(',')}`
    position = 0
    running = undefined
    entered = new Set()
    answers = []
    return result
  }

  return {
    add: (fn: number, found: Enter) => void functions.set(fn, found),
    remove: (fn: number) => void functions.delete(fn),

    batch(text: string, slice: number): void {
      const head = text.indexOf('\n')
      const crossings = parse(text.slice(0, head)) as Crossing[]
      const deadline = now() + slice
      let at = head + 1
      for (position = 0; position < crossings.length; position++) {
        const [fn, command, number, skip, count, length] = crossings[position] as Crossing
        const body = text.slice(at, at + length)
        const enter = functions.get(fn) as Enter
        entered.add(enter)
        running = enter
        answers[position] = enter(command, body, number, skip, deadline)
        running = undefined
        at += length
        if (countOf(answers[position] as string) < count) break
        if (now() > deadline && position < crossings.length - 1) break
      }
    },

    /** What the last batch brought about; asked for on its own, because promises settle only after a batch has returned. */
    effects: report,

    /** After a batch of several was stopped. Nothing when promises were settling: nobody knows whose. */
    interrupted(problem: string): string {
      if (!running) return ''
      answers[position] = running('stopped', problem, 0, 0, 0)
      return report()
    },

    /** After a single message was stopped, while code was running or while promises were settling. */
    stopped(problem: string): string {
      if (running) answers[position] = running('stopped', problem, 0, 0, 0)
      else for (const enter of entered) answers.push(enter('stalled', problem, 0, 0, 0))
      return report()
    },

    /** After a single message left a promise rejected with nobody listening. */
    rejected(problem: string): string {
      for (const enter of entered) answers.push(enter('rejected', problem, 0, 0, 0))
      return report()
    }
  }
}

export type Hub = ReturnType<typeof hub>

const parts = { harden, hub, seal }

/** Evaluates to the hub, in a context that nothing can be changed in. */
export const hubProgram = assemble(inside => {
  inside.harden()
  inside.seal()
  return inside.hub()
}, parts)
