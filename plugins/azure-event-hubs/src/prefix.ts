/** Where an event stands in its partition. */
export interface Position {
  readonly offset: string
  readonly sequenceNumber: number
}

interface Taken extends Position {
  finished: boolean
}

/** How many finished events may stand before the first that is not, until room is made. */
const SLACK = 1024

/**
 * The events of one partition that were taken and are not all finished, in their order. Whatever order they finish in,
 * the checkpoint is the last event before the first that is not finished.
 */
export class Prefix {
  readonly #advanced: (checkpoint: Position) => void
  #line: Taken[] = []
  #first = 0
  #checkpoint: Position | undefined

  /** `advanced` is called each time that the checkpoint has moved. */
  constructor(advanced: (checkpoint: Position) => void) {
    this.#advanced = advanced
  }

  get checkpoint(): Position | undefined {
    return this.#checkpoint
  }

  /** The next event of the partition. What it returns is called when the event is finished; once more does no harm. */
  take({ offset, sequenceNumber }: Position): () => void {
    const taken: Taken = { offset, sequenceNumber, finished: false }
    this.#line.push(taken)
    return () => {
      taken.finished = true
      if (this.#line[this.#first] === taken) this.#advance(taken)
    }
  }

  #advance(from: Taken): void {
    let { offset, sequenceNumber } = from
    for (let taken: Taken | undefined = from; taken?.finished; taken = this.#line[++this.#first])
      ({ offset, sequenceNumber } = taken)
    if (this.#first === this.#line.length || this.#first > SLACK) {
      this.#line = this.#line.slice(this.#first)
      this.#first = 0
    }
    this.#checkpoint = { offset, sequenceNumber }
    this.#advanced(this.#checkpoint)
  }
}
