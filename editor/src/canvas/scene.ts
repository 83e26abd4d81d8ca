import type { FlowNode } from '@millrace/engine'
import type { Wire } from '../document/wires.ts'
import { type Box, grown, holds, type Point } from './geometry.ts'
import { gridIndex } from './grid-index.ts'
import type { NodeLook } from './node-look.ts'
import { distanceToWire, type WirePath, wireBox, wirePath } from './wire-path.ts'

/** A node as it is drawn. While it is dragged it stands elsewhere than its source says. */
export interface DrawnNode extends Box {
  readonly id: string
  readonly source: FlowNode
  readonly look: NodeLook
}

export interface DrawnWire extends Box {
  /** Its key: `source:port:target`. */
  readonly id: string
  readonly source: string
  readonly port: number
  readonly target: string
  readonly path: WirePath
}

export interface PortHit {
  readonly node: string
  readonly side: 'in' | 'out'
  readonly port: number
}

/** What is drawn of the flow, and where; found by place without a walk through all of it. */
export interface Scene {
  readonly nodes: ReadonlyMap<string, DrawnNode>
  readonly wires: ReadonlyMap<string, DrawnWire>
  /** Counts every change to nodes: what was made of them is good while it stays. */
  readonly version: number
  wiresAt(node: string): Iterable<DrawnWire>
  /** Adds a node, or draws it anew. */
  putNode(source: FlowNode, look: NodeLook): void
  removeNode(id: string): void
  putWire(wire: Wire): void
  removeWire(key: string): void
  /** Stands a node elsewhere: left edge and middle line. Its wires follow. */
  place(id: string, x: number, y: number): void
  nodesWithin(box: Box): DrawnNode[]
  wiresWithin(box: Box): DrawnWire[]
  nodeAt(point: Point): DrawnNode | undefined
  /** The nearest port whose hit area holds the point. */
  portAt(point: Point, side?: PortHit['side']): PortHit | undefined
  wireAt(point: Point, tolerance: number): DrawnWire | undefined
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

const portPitch = 16
/** Half of a port's hit area. */
const portReach = 12

export const inputPoint = ({ x, y, width, height, look }: DrawnNode): Point => ({
  x: look.shape === 'junction' ? x + width / 2 : x,
  y: y + height / 2
})

export const outputPoint = ({ x, y, width, height, look }: DrawnNode, port: number): Point => ({
  x: look.shape === 'junction' ? x + width / 2 : x + width,
  y: y + height / 2 + (Math.min(port, Math.max(0, look.outputs - 1)) - (Math.max(1, look.outputs) - 1) / 2) * portPitch
})

export const createScene = (): Scene => {
  const nodes = new Map<string, Mutable<DrawnNode>>()
  const wires = new Map<string, Mutable<DrawnWire>>()
  const nodeIndex = gridIndex<DrawnNode>()
  const wireIndex = gridIndex<DrawnWire>()
  const touching = new Map<string, Set<Mutable<DrawnWire>>>()

  const route = (wire: Mutable<DrawnWire>): void => {
    const [source, target] = [nodes.get(wire.source), nodes.get(wire.target)]
    if (!source || !target) return
    wire.path = wirePath(outputPoint(source, wire.port), inputPoint(target))
    Object.assign(wire, wireBox(wire.path))
    wireIndex.put(wire)
  }
  const wiresAt = (node: string): Iterable<Mutable<DrawnWire>> => touching.get(node) ?? []
  let version = 0
  const stand = (node: Mutable<DrawnNode>, x: number, y: number): void => {
    Object.assign(node, { x, y: y - node.look.height / 2, width: node.look.width, height: node.look.height })
    version++
    nodeIndex.put(node)
    for (const wire of wiresAt(node.id)) route(wire)
  }
  const nodesAround = (point: Point): DrawnNode[] =>
    nodeIndex.within(grown({ ...point, width: 0, height: 0 }, portReach))

  return {
    nodes,
    wires,
    get version() {
      return version
    },
    wiresAt,
    putNode: (source, look) => {
      const known = nodes.get(source.id)
      const node = known ?? { id: source.id, source, look, x: 0, y: 0, width: 0, height: 0 }
      Object.assign(node, { source, look })
      nodes.set(source.id, node)
      stand(node, ...source.at)
    },
    removeNode: id => {
      const node = nodes.get(id)
      if (!node) return
      version++
      nodes.delete(id)
      nodeIndex.remove(node)
    },
    putWire: wire => {
      const { key: id, source, port, target } = wire
      const drawn: Mutable<DrawnWire> = { id, source, port, target, path: [], x: 0, y: 0, width: 0, height: 0 }
      wires.set(id, drawn)
      for (const end of [source, target]) {
        const known = touching.get(end)
        if (known) known.add(drawn)
        else touching.set(end, new Set([drawn]))
      }
      route(drawn)
    },
    removeWire: key => {
      const wire = wires.get(key)
      if (!wire) return
      wires.delete(key)
      wireIndex.remove(wire)
      for (const end of [wire.source, wire.target]) {
        const known = touching.get(end)
        known?.delete(wire)
        if (known?.size === 0) touching.delete(end)
      }
    },
    place: (id, x, y) => {
      const node = nodes.get(id)
      if (node) stand(node, x, y)
    },
    nodesWithin: box => nodeIndex.within(box),
    wiresWithin: box => wireIndex.within(box),
    nodeAt: point => nodesAround(point).findLast(node => holds(node, point)),
    portAt: (point, side) => nearestPort(nodesAround(point), point, side),
    wireAt: (point, tolerance) => {
      const near = wireIndex.within(grown({ ...point, width: 0, height: 0 }, tolerance))
      const ranked = near.map(wire => ({ wire, distance: distanceToWire(wire.path, point) }))
      return ranked.filter(({ distance }) => distance <= tolerance).toSorted((a, b) => a.distance - b.distance)[0]?.wire
    }
  }
}

const nearestPort = (nodes: readonly DrawnNode[], point: Point, side?: PortHit['side']): PortHit | undefined => {
  let [nearest, least] = [undefined as PortHit | undefined, Infinity]
  const consider = (hit: PortHit, at: Point): void => {
    const [dx, dy] = [Math.abs(at.x - point.x), Math.abs(at.y - point.y)]
    const distance = Math.hypot(dx, dy)
    if (dx <= portReach && dy <= portReach && distance < least) [nearest, least] = [hit, distance]
  }
  for (const node of nodes) {
    const { id, look } = node
    if (side !== 'out' && look.input) consider({ node: id, side: 'in', port: 0 }, inputPoint(node))
    if (side === 'in') continue
    for (let port = 0; port < look.outputs; port++) consider({ node: id, side: 'out', port }, outputPoint(node, port))
  }
  return nearest
}
