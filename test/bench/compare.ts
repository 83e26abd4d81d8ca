import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BenchCase } from './bench-case.ts'

export interface Row {
  readonly case: string
  readonly millrace: number
  readonly nodeRed: number
  readonly ratio: number
  readonly unit: string
}

export interface Span {
  readonly seconds: number
  readonly rounds: number
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Runs both sides in turns, each round in a process of its own, and takes the median of each. */
export const compare = async (one: BenchCase, { seconds, rounds }: Span): Promise<Row> => {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    theirs.push(await measure(path('node-red/host.cjs'), [], { ...one, seconds }))
    ours.push(
      await measure(path('engine/host.ts'), ['--conditions=@millrace/source', '--no-node-snapshot'], {
        ...one,
        seconds
      })
    )
  }
  const [millrace, nodeRed] = [median(ours), median(theirs)]
  return { case: one.name, millrace, nodeRed, ratio: Number((millrace / nodeRed).toFixed(2)), unit: one.unit }
}

const measure = async (host: string, execArgv: string[], work: object): Promise<number> => {
  const child = fork(host, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(work)
  const [[rate]] = (await Promise.all([once(child, 'message'), once(child, 'exit')])) as [[number], unknown]
  return Math.round(rate)
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
