import type { Flow, FlowNode } from '@millrace/engine'

/** One wire, as plain data. */
export interface Wire {
  /** `source:port:target` */
  readonly key: string
  readonly source: string
  readonly port: number
  readonly target: string
}

export const wireOf = (source: string, port: number, target: string): Wire => ({
  key: `${source}:${port}:${target}`,
  source,
  port,
  target
})

/** The wires that leave a node. */
export const wiresFrom = ({ id, wires }: Pick<FlowNode, 'id' | 'wires'>): readonly Wire[] =>
  wires.flatMap((targets, port) => targets.map(target => wireOf(id, port, target)))

export const wiresOf = ({ nodes }: Flow): readonly Wire[] => nodes.flatMap(wiresFrom)

/** The outputs of a node with a wire more; the same when it is there already. */
export const withWire = (wires: FlowNode['wires'], port: number, target: string): FlowNode['wires'] => {
  if (wires[port]?.includes(target)) return wires
  const count = Math.max(wires.length, port + 1)
  return Array.from({ length: count }, (_, i) => (i === port ? [...(wires[i] ?? []), target] : (wires[i] ?? [])))
}

/** The outputs of a node with only those wires that are kept; the same when that is all of them. */
export const keepWires = (
  { id, wires }: Pick<FlowNode, 'id' | 'wires'>,
  keep: (wire: Wire) => boolean
): FlowNode['wires'] => {
  const kept = wires.map((targets, port) => targets.filter(target => keep(wireOf(id, port, target))))
  return kept.every((targets, port) => targets.length === wires[port]?.length) ? wires : kept
}
