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
  let finished = 0
  let running = -1
  let entered: number[] = []
  let effects = ''

  const keep = (answer: string) => {
    const at = answer.indexOf(':')
    finished = Number(answer.slice(0, at))
    if (at < answer.length - 1) effects += `${effects === '' ? '' : ','}${answer.slice(at + 1)}`
  }
  const report = () => {
    const answer = `${position}:${finished}\n${effects}`
    effects = ''
    return answer
  }
  const enter = (fn: number, ...args: Parameters<Enter>) => {
    const found = functions.get(fn)
    if (found) keep(found(...args))
  }

  return {
    add: (fn: number, found: Enter) => void functions.set(fn, found),
    remove: (fn: number) => void functions.delete(fn),

    batch(text: string, slice: number): void {
      const head = text.indexOf('\n')
      const crossings = parse(text.slice(0, head)) as Crossing[]
      const deadline = now() + slice
      let at = head + 1
      entered = []
      for (position = 0; position < crossings.length; position++) {
        const [fn, command, number, skip, count, length] = crossings[position] as Crossing
        running = fn
        entered.push(fn)
        enter(fn, command, text.slice(at, at + length), number, skip, deadline)
        at += length
        if (finished < count || (now() > deadline && position < crossings.length - 1)) break
      }
      running = -1
    },

    /** What the last batch brought about; asked for on its own, because promises settle only after a batch has returned. */
    effects(): string {
      const last = finished
      for (const fn of new Set(entered)) enter(fn, 'take', '', 0, 0, 0)
      finished = last
      return report()
    },

    /**
     * After a batch was stopped, or left a promise rejected with nobody listening. While code was running, whoever ran
     * fails; while promises were settling, the only one of the batch, or all that may have been it.
     */
    interrupted(problem: string, alone: boolean, stopped: boolean): string {
      const reached = finished
      if (running >= 0) enter(running, 'interrupted', problem, 0, 1, 0)
      else for (const fn of new Set(entered)) enter(fn, 'interrupted', problem, alone ? 0 : 1, stopped ? 1 : 0, 0)
      finished = running >= 0 ? finished + 1 : reached
      running = -1
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
