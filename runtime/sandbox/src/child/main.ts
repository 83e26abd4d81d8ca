import { ExpressionIsolate } from '../evaluate/expression-isolate.ts'
import type { FlowWork, Head } from '../process/protocol.ts'
import { ChildFlow } from './child-flow.ts'
import { holdLifeline } from './lifeline.ts'
import { Pipe } from './pipe.ts'

/** One process of the sandbox: does what comes through the pipe, one after the other, until the parent is gone. */
const pipe = new Pipe(3)
const flows = new Map<number, ChildFlow>()
const expressions = new ExpressionIsolate((...question) => ask(...question).value as string)

const ANSWER = '{"kind":"answer"}\n'

const ask = <T>(...question: readonly unknown[]): { lasting: boolean; value: T } => {
  const answer = pipe.ask(`Q${JSON.stringify(question)}`, frame => frame.startsWith(ANSWER))
  const { error, ...found } = JSON.parse(answer.slice(ANSWER.length))
  if (error !== undefined) throw new Error(error)
  return found
}

const runFlow = (work: FlowWork, texts: string): void => {
  const flow = flows.get(work.channel) ?? new ChildFlow(work.memory, ask)
  flows.set(work.channel, flow)
  for (const { effects, event, finished, onItsWay, over } of flow.run(work, texts))
    pipe.write(`${over ? 'E' : 'P'}${event}:${finished}:${onItsWay ? 1 : 0}\n${effects.join(',')}`)
}

const work = (frame: string): void => {
  const end = frame.indexOf('\n')
  const head = JSON.parse(frame.slice(0, end)) as Head
  const text = frame.slice(end + 1)
  switch (head.kind) {
    case 'flow':
      runFlow(head, text)
      break
    case 'evaluate':
      pipe.write(`E${JSON.stringify(expressions.outcome(head, { ...head, message: text }))}`)
      break
    case 'close':
      flows.get(head.channel)?.close()
      flows.delete(head.channel)
  }
}

/** In turns, so that what V8 has put off gets its time between them. */
const turn = (): void => {
  const frame = pipe.next()
  if (frame === undefined) process.exit()
  work(frame)
  setImmediate(turn)
}

holdLifeline()
pipe.write('R')
turn()
