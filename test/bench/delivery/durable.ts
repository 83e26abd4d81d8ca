import type { BenchCase } from '../bench-case.ts'
import { flow, node, nodeRedNode, tab } from '../flows.ts'

const straight = {
  ours: flow(node('in', 'bench/source', [['sink']]), node('sink', 'bench/sink', [])),
  theirs: [tab, nodeRedNode('in', 'bench-source', [['sink']]), nodeRedNode('sink', 'bench-sink', [])]
}

const durable = (name: string, journal: 'written' | 'dropped'): BenchCase => ({
  name,
  unit: 'msg/s',
  sinks: 1,
  payload: 21,
  millrace: { flow: straight.ours, journal },
  nodeRed: { flow: straight.theirs }
})

/** Our journal (SQLite, synchronous FULL) against no durability at all. */
export const durableCases: readonly BenchCase[] = [
  durable('durable, every message written', 'written'),
  durable('durable, finished ones dropped', 'dropped')
]
