import type { Measurement } from './measurement.ts'

export interface Row {
  readonly case: string
  readonly millrace: number
  /** Of whom we compare with. */
  readonly peer: number
  /** How many times better Millrace is. */
  readonly ratio: number
  readonly unit: string
}

export interface Span {
  readonly seconds: number
  readonly rounds: number
}

/** Measures both sides in turns and takes the median of each. */
export const compare = async (one: Measurement, { seconds, rounds }: Span): Promise<Row> => {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    theirs.push(await one.peer(seconds))
    ours.push(await one.millrace(seconds))
  }
  const [millrace, peer] = [median(ours), median(theirs)]
  const ratio = one.less ? peer / millrace : millrace / peer
  return {
    case: one.name,
    millrace: short(millrace),
    peer: short(peer),
    ratio: Number(ratio.toFixed(2)),
    unit: one.unit
  }
}

const short = (value: number): number => (value < 100 ? Number(value.toFixed(2)) : Math.round(value))

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
