import { nudge } from '../../document/commands/arranging.ts'
import { deleteSelected } from '../../document/commands/removing.ts'
import type { PointerGestures } from '../gestures/pointer.ts'
import type { DrawnNode } from '../scene.ts'
import type { Stage } from '../stage.ts'
import { type Direction, neighbour, readingOrder } from './neighbour.ts'
import { beginWiring, type KeyboardWiring } from './wiring.ts'

const steps: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1]
}

/** What keys do on the canvas. Each says whether it meant something. */
export interface KeyActions {
  tab(back: boolean): boolean
  arrow(direction: Direction, far: boolean): boolean
  enter(): boolean
  leave(): boolean
  wire(): boolean
  press(): boolean
  remove(): boolean
  /** The node that has the focus. */
  focused(): DrawnNode | undefined
}

export const keyActions = (stage: Stage, gestures: PointerGestures): KeyActions => {
  const { element, scene, selection, document: flows, options } = stage
  let wiring: KeyboardWiring | undefined

  const focused = (): DrawnNode | undefined => {
    const id = document.activeElement?.closest<HTMLElement>('[data-node]')?.dataset.node
    return id === undefined ? undefined : scene.nodes.get(id)
  }
  const anySelected = (): boolean => selection.nodes.size + selection.wires.size > 0
  const goTo = (node: DrawnNode | undefined): boolean => {
    if (node) stage.focusNode(node.id)
    return node !== undefined
  }

  return {
    focused,
    tab: back => {
      const order = readingOrder(scene.nodes.values())
      const now = focused()
      if (!now) return !back && goTo(order[0])
      // From the first or last node the focus goes on from the canvas itself, out of it.
      const next = order[order.findIndex(({ id }) => id === now.id) + (back ? -1 : 1)]
      if (!next) element.focus({ preventScroll: true })
      return goTo(next)
    },
    arrow: (direction, far) => {
      const [dx, dy] = steps[direction]
      const from = focused()
      if (wiring) wiring.turn(direction)
      else if (selection.nodes.size > 0) nudge(flows, selection, dx * (far ? 5 : 1), dy * (far ? 5 : 1))
      else goTo(from ? neighbour(scene.nodes.values(), from, direction) : readingOrder(scene.nodes.values())[0])
      return true
    },
    enter: () => {
      const [only, ...others] = selection.nodes
      const id = focused()?.id ?? (others.length === 0 ? only : undefined)
      if (wiring) wiring.finish()
      else if (id !== undefined) options.onOpen(id)
      const meant = wiring !== undefined || id !== undefined
      wiring = undefined
      return meant
    },
    leave: () => {
      const meant = wiring !== undefined || gestures.cancel() || anySelected()
      if (wiring) wiring.cancel()
      else selection.clear()
      wiring = undefined
      return meant
    },
    wire: () => {
      const node = focused()
      if (wiring) wiring.nextPort()
      else if (node) wiring = beginWiring(stage, node)
      return node !== undefined
    },
    press: () => {
      const node = focused()
      if (!node?.look.button) return false
      options.onPress(node.id)
      return true
    },
    remove: () => {
      const node = focused()
      if (!anySelected() && node) selection.set([node.id])
      const meant = anySelected()
      deleteSelected(flows, selection)
      if (node && !flows.node(selection.flow ?? '', node.id)) element.focus({ preventScroll: true })
      return meant
    }
  }
}
