import { deliveryMeasurements } from './delivery/measurements.ts'
import { engineCases } from './engine/cases.ts'
import { hosted } from './hosted.ts'
import { integrationMeasurements } from './integrations/measurements.ts'
import type { Measurement } from './measurement.ts'
import { installNodeRed } from './node-red/install.ts'
import { sandboxCases } from './sandbox/cases.ts'

/** Measurements that are taken together, beside the same peer. */
export interface Group {
  /** Whom we compare with, as the table calls it. */
  readonly peer: string
  readonly measurements: readonly Measurement[]
  /** Fetches the peer, if it is not there yet. */
  prepare?(say: (line: string) => void): Promise<void>
}

const besideNodeRed = (measurements: readonly Measurement[]): Group => ({
  peer: 'Node-RED',
  measurements,
  prepare: installNodeRed
})

export const groups: Readonly<Record<string, Group>> = {
  engine: besideNodeRed(engineCases.map(hosted)),
  sandbox: besideNodeRed(sandboxCases.map(hosted)),
  delivery: besideNodeRed(deliveryMeasurements),
  integrations: { peer: "the SDK's own loop", measurements: integrationMeasurements }
}
