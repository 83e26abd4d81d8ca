import type { FlowEvent, FunctionSpec } from '../boundary.ts'
import type { Crossing } from '../inside/hub.ts'

/** What is left to do of an event that enters the isolate. */
export interface Step {
  /** The position of the event among those of its post. */
  readonly event: number
  readonly fn: number
  readonly command: Crossing[1] | 'wires'
  readonly number: number
  readonly count: number
  readonly text: string
  readonly alone: boolean
  skip: number
}

export const stepOf = (event: Exclude<FlowEvent, { kind: 'remove' }>, at: number): Step => {
  const { fn } = event
  const single = { event: at, fn, count: 1, text: '', alone: true, skip: 0 }
  switch (event.kind) {
    case 'messages':
      return {
        ...single,
        command: 'messages',
        number: event.first,
        count: event.count,
        text: event.text,
        alone: event.alone ?? false
      }
    case 'wires':
      return { ...single, command: 'wires', number: 0 }
    case 'fire':
      return { ...single, command: 'fire', number: event.timer }
    case 'fetched':
      return { ...single, command: 'fetched', number: event.call, text: event.text }
    case 'start':
      return { ...single, command: 'setup', number: 0 }
    case 'close':
      return { ...single, command: 'close', number: 0 }
  }
}

/** Whether the step stands for a single message, timer, setup or close, so that whatever happens is known to be its doing. */
export const isSingle = (steps: readonly Step[]): boolean => {
  const [step] = steps
  return steps.length === 1 && step !== undefined && step.count - step.skip === 1
}

/** The numbers of the messages that have not been given to the code. */
export const messagesLeft = (steps: readonly Step[]): number[] =>
  steps.flatMap(({ command, number, count, skip }) =>
    command === 'messages' ? Array.from({ length: count - skip }, (_, i) => number + skip + i) : []
  )

/** The steps from the front that may enter together: messages under the same timeout. */
export const groupOf = (steps: readonly Step[], specs: ReadonlyMap<number, FunctionSpec>): Step[] => {
  const [front, ...others] = steps
  if (!front) return []
  const timeout = specs.get(front.fn)?.timeout
  if (front.alone) return [front]
  const end = others.findIndex(({ fn, alone }) => alone || specs.get(fn)?.timeout !== timeout)
  return end < 0 ? [...steps] : steps.slice(0, end + 1)
}

/** The text of a batch: a head that says what the parts of the body are, a line feed, the body. */
export const batchOf = (steps: readonly Step[]): string => {
  const head = steps.map(
    ({ fn, command, number, skip, count, text, alone }): Crossing => [
      fn,
      command as Crossing[1],
      number,
      skip,
      count,
      text.length,
      alone
    ]
  )
  return `${JSON.stringify(head)}\n${steps.map(({ text }) => text).join('')}`
}

/** Takes from the front what is through: everything before a position, and what is finished there. */
export const advance = (steps: Step[], group: readonly Step[], position: number, finished: number): void => {
  steps.splice(0, Math.min(position, group.length))
  const step = position < group.length ? steps[0] : undefined
  if (!step) return
  if (finished >= step.count) steps.shift()
  else step.skip = Math.max(step.skip, finished)
}
