import { setTimeout as pause } from 'node:timers/promises'
import type { Measurement } from '../measurement.ts'
import { type Side, startMillrace, startNodeRed } from './sides.ts'

/** Milliseconds after which what a start leaves behind is settled. */
const SETTLED = 5000

const figure = (side: Promise<Side>, take: (side: Side) => Promise<number>) =>
  side.then(async started => {
    try {
      return await take(started)
    } finally {
      await started.stop()
    }
  })
const ready = async ({ ready: took }: Side) => took
const idle = async (side: Side) => {
  await pause(SETTLED)
  return side.memory()
}
const nothing = { flows: [], integrations: [] }

export const startMeasurements: readonly Measurement[] = [
  {
    name: 'start to ready',
    unit: 'ms',
    less: true,
    millrace: () => figure(startMillrace(nothing), ready),
    peer: () => figure(startNodeRed([]), ready)
  },
  {
    name: 'idle memory, with children',
    unit: 'MiB',
    less: true,
    millrace: () => figure(startMillrace(nothing), idle),
    peer: () => figure(startNodeRed([]), idle)
  }
]
