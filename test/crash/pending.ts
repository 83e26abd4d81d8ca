import { setTimeout as pause } from 'node:timers/promises'
import { sqliteJournal } from '@millrace/journal'
import { journaled } from './data-folder.ts'
import { millraceProcess } from './millrace-process.ts'
import { flowOf } from './scenarios/flow.ts'

/** Messages that wait at a delay when Millrace starts. */
export const PENDING = 10_000
const TIMES = 5
/** Milliseconds in which whatever spills has spilled. */
const SPILLED = 1000

const flow = flowOf(
  { id: 'in', type: 'core/inject' },
  {
    id: 'delay',
    type: 'core/delay',
    config: { pauseType: 'delay', timeout: 1, timeoutUnits: 'hours', limit: PENDING }
  },
  { id: 'out', type: 'core/debug' }
)

/** Milliseconds from the start of the process until it says that it is ready, with so many entries in its journal. */
const startTime = async (entries: number): Promise<number> => {
  const millrace = await millraceProcess({ flows: [flow], integrations: [] })
  try {
    const journal = await sqliteJournal({ dir: millrace.dir })
    const at = Date.now()
    const append = (i: number) => {
      const message = { _msgid: `m${i}`, topic: 'plant/boiler/7', payload: { temperature: i, unit: 'C' } }
      return journal.append({ id: `e${i}`, flow: flow.id, node: 'delay', message, tries: 0, at })
    }
    await Promise.all(Array.from({ length: entries }, (_, i) => append(i)))
    await journal.close()
    const began = performance.now()
    await millrace.start()
    const took = performance.now() - began
    await pause(SPILLED)
    await millrace.kill('SIGKILL')
    const left = await journaled(millrace.dir)
    if (left !== entries) throw new Error(`${left} of ${entries} messages are in the journal after a start`)
    return took
  } finally {
    await millrace.remove()
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

export interface StartTimes {
  /** Milliseconds, the median of several starts. */
  readonly empty: number
  readonly pending: number
}

/** How long a start takes with an empty journal and with messages that wait in it, by turns. */
export const measureStarts = async (): Promise<StartTimes> => {
  const empty: number[] = []
  const pending: number[] = []
  for (let i = 0; i < TIMES; i++) {
    empty.push(await startTime(0))
    pending.push(await startTime(PENDING))
  }
  return { empty: median(empty), pending: median(pending) }
}
