import { type Box, grown } from '../geometry.ts'
import type { Live } from '../live.ts'
import type { NodeLook } from '../node-look.ts'
import { type NodeState, sameState } from '../node-state.ts'
import type { DrawnNode, Scene } from '../scene.ts'
import { drawLook, nodeElement } from './node-element.ts'
import { drawState, type WireCount } from './node-state-element.ts'

/** The elements of the nodes that are seen, and no others: their number does not depend on the size of the flow. */
export interface Mounts {
  /**
   * Mounts what is seen, or only what is pinned when nothing is seen from near. What does not fit into one frame is
   * returned: it is drawn otherwise until the next.
   */
  update(seen: Box | undefined): readonly DrawnNode[]
  /** States may have changed. */
  stale(): void
  /** Keeps one node mounted wherever it is, so that it keeps the focus. */
  pin(id: string | undefined): void
  /** The element of a node, mounted now if it was not; undefined for a node that is not there. */
  element(id: string): HTMLElement | undefined
}

interface Mounted {
  readonly element: HTMLElement
  look: NodeLook | undefined
  state: NodeState | undefined
  wires: WireCount | undefined
  x: number
  y: number
}

/** Milliseconds of a frame for mounting: a zoom that brings hundreds of nodes into view stays smooth. */
const budget = 5
/** Marks and status lines stand out this far. */
const margin = 60

export const createMounts = (holder: HTMLElement, scene: Scene, live: Live): Mounts => {
  const mounted = new Map<string, Mounted>()
  let pinned: string | undefined
  let fresh = false

  const mount = (id: string): Mounted => {
    const made: Mounted = {
      element: nodeElement(id),
      look: undefined,
      state: undefined,
      wires: undefined,
      x: Number.NaN,
      y: 0
    }
    mounted.set(id, made)
    holder.append(made.element)
    return made
  }
  const draw = (node: DrawnNode): void => {
    const known = mounted.get(node.id)
    const one = known ?? mount(node.id)
    const redraw = one.look !== node.look
    if (redraw) drawLook(one.element, node.look)
    if (one.x !== node.x || one.y !== node.y) {
      one.element.style.transform = `translate(${node.x}px, ${node.y}px)`
      one.x = node.x
      one.y = node.y
    }
    if (redraw || !fresh || !known) drawStateOf(one, node, redraw)
    one.look = node.look
  }
  const drawStateOf = (one: Mounted, node: DrawnNode, redraw: boolean): void => {
    const state = live.stateOf(node)
    const wires = count(node.id)
    if (!redraw && one.state && sameState(one.state, state) && sameCount(one.wires, wires)) return
    drawState(one.element, node, state, wires)
    one.state = state
    one.wires = wires
  }
  const count = (id: string): WireCount => {
    const wires = [...scene.wiresAt(id)]
    return {
      into: wires.filter(({ target }) => target === id).length,
      out: wires.filter(({ source }) => source === id).length
    }
  }

  return {
    update: seen => {
      const wanted = new Map<string, DrawnNode>()
      if (seen) for (const node of scene.nodesWithin(grown(seen, margin))) wanted.set(node.id, node)
      const kept = pinned === undefined ? undefined : scene.nodes.get(pinned)
      if (kept) wanted.set(kept.id, kept)
      for (const [id, { element }] of mounted)
        if (!wanted.has(id)) {
          element.remove()
          mounted.delete(id)
        }
      const begun = performance.now()
      const left: DrawnNode[] = []
      for (const node of wanted.values()) {
        if (node.id !== pinned && !mounted.has(node.id) && performance.now() - begun > budget) left.push(node)
        else draw(node)
      }
      fresh = true
      return left
    },
    stale: () => {
      fresh = false
    },
    pin: id => {
      pinned = id
    },
    element: id => {
      const node = scene.nodes.get(id)
      if (node && !mounted.has(id)) draw(node)
      return mounted.get(id)?.element
    }
  }
}

const sameCount = (a: WireCount | undefined, b: WireCount): boolean => a?.into === b.into && a.out === b.out
