import type { Answers, FlowEvent, Heard, IsolateSide } from '../boundary.ts'
import { FlowIsolate } from './flow-isolate.ts'

/** The isolate of a flow in this process: what is posted runs at once. */
export class InlineSide implements IsolateSide {
  readonly #isolate: FlowIsolate
  readonly #heard: Heard

  constructor(memory: number, answers: Answers, heard: Heard) {
    this.#isolate = new FlowIsolate(memory, answers)
    this.#heard = heard
  }

  post(events: readonly FlowEvent[]): void {
    const effects: string[] = []
    for (const report of this.#isolate.run(events)) effects.push(...report.effects)
    this.#heard(effects, true)
  }

  close(): void {
    this.#isolate.close()
  }
}
