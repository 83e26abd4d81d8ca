import type { FlowEvent } from '../boundary.ts'
import { FlowIsolate, type Report } from '../isolate/flow-isolate.ts'
import type { FlowWork } from '../process/protocol.ts'
import { type AskParent, KnownAnswers } from './known-answers.ts'

/** One flow in this process. */
export class ChildFlow {
  readonly #answers: KnownAnswers
  readonly #isolate: FlowIsolate

  constructor(memory: number, ask: AskParent) {
    this.#answers = new KnownAnswers(ask)
    this.#isolate = new FlowIsolate(memory, this.#answers)
  }

  run({ changes, events }: FlowWork, texts: string): Iterable<Report> {
    this.#answers.begin(changes)
    return this.#isolate.run(withTexts(events, texts))
  }

  close(): void {
    this.#isolate.close()
  }
}

const withTexts = (events: FlowWork['events'], texts: string): FlowEvent[] => {
  let at = 0
  return events.map(event => {
    if (event.kind !== 'messages') return event
    const from = at
    at += event.length ?? 0
    return { ...event, text: texts.slice(from, at) }
  })
}
