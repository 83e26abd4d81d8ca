import type { Scope } from '@millrace/sdk'
import type { Ground, Hearing, Station } from '../delivery/station.ts'
import type { Flow } from '../files/flow.ts'
import type { Unit } from './unit.ts'

/** A node that hears of others instead of being wired: what it hears, and of whom. */
export interface Hearer {
  readonly hears: 'error' | 'status' | 'complete'
  readonly scope: Scope
}

/** One deployed flow: its stations, linked once and never changed. Messages finish on the graph that they started on. */
export class Graph implements Ground, Hearing {
  readonly flow: Flow
  readonly stations: ReadonlyMap<string, Station>
  readonly completes: ((station: Station) => readonly Station[]) | undefined
  pending = 0
  onIdle: (() => void) | undefined
  readonly #catchers: readonly Ear[]
  readonly #statusEars: readonly Ear[]
  readonly #heardBy = new Map<Station, readonly Station[]>()

  constructor(flow: Flow, units: ReadonlyMap<string, Unit>, hearers: ReadonlyMap<string, Hearer>) {
    this.flow = flow
    this.stations = link(flow, units, this)
    const ears = (hears: Hearer['hears']) =>
      [...hearers].flatMap(([id, hearer]) => {
        const station = this.stations.get(id)
        return station && hearer.hears === hears ? [{ station, scope: hearer.scope }] : []
      })
    this.#catchers = ears('error')
    this.#statusEars = ears('status')
    const completers = ears('complete')
    this.completes = completers.length === 0 ? undefined : station => hearing(completers, station.id)
  }

  /** The stations behind a node's outputs, for a trigger, which has no station of its own. */
  behind(node: string): readonly Station[] {
    const wires = this.flow.nodes.find(({ id }) => id === node)?.wires[0] ?? []
    return wires.flatMap(id => this.stations.get(id) ?? [])
  }

  errors(station: Station): readonly Station[] {
    const known = this.#heardBy.get(station)
    if (known) return known
    const ears = this.#catchers.filter(ear => ear.station !== station)
    const found = hearing(
      ears.filter(({ scope }) => !scope.uncaught),
      station.id
    )
    const heard =
      found.length > 0
        ? found
        : hearing(
            ears.filter(({ scope }) => scope.uncaught),
            station.id
          )
    this.#heardBy.set(station, heard)
    return heard
  }

  /** The status nodes that hear of a node, also of one without a station. */
  statusHearers(node: string): readonly Station[] {
    return hearing(this.#statusEars, node)
  }
}

interface Ear {
  readonly station: Station
  readonly scope: Scope
}

const hearing = (ears: readonly Ear[], node: string): Station[] =>
  ears
    .filter(
      ({ station, scope: { nodes = 'flow' } }) => station.id !== node && (nodes === 'flow' || nodes.includes(node))
    )
    .map(({ station }) => station)

/** Turns ids into direct references, so that passing a message on is an array walk. */
const link = (flow: Flow, units: ReadonlyMap<string, Unit>, hearing: Hearing): Map<string, Station> => {
  const stations = new Map<string, Station & { wires: readonly (readonly Station[])[] }>()
  for (const { id } of flow.nodes) {
    const unit = units.get(id)
    if (unit) stations.set(id, { id, unit, wires: [], hearing })
  }
  for (const { id, wires } of flow.nodes) {
    const station = stations.get(id)
    if (station) station.wires = wires.map(port => port.flatMap(to => stations.get(to) ?? []))
  }
  return stations
}
