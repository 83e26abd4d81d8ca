import { type Box, holds } from '../geometry.ts'
import { groupBox } from '../paint/groups.ts'
import { farZoom } from '../paint/layer.ts'
import type { Stage } from '../stage.ts'
import { connect } from './connect.ts'
import type { At, Gesture } from './gesture.ts'
import { marquee } from './marquee.ts'
import { moveNodes } from './move.ts'
import { pan } from './pan.ts'
import { slice } from './slice.ts'

export interface Press {
  readonly button: number
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
  /** The space bar is held. */
  readonly space: boolean
}

/** What a press of the pointer begins; `clicked` is what it means when the pointer does not move. */
export interface Begun {
  readonly gesture?: Gesture
  /** Whether the view scrolls while the pointer is held at its edge; it does unless told otherwise. */
  readonly scrolls?: boolean
  clicked?(): void
}

/** Pixels on the screen within which a wire is hit. */
export const wireReach = 7

export const begin = (stage: Stage, at: At, press: Press): Begun => {
  if (press.button === 1 || (press.button === 0 && press.space)) return { gesture: pan(stage, at), scrolls: false }
  if (press.button !== 0) return {}
  return (
    beginOnPort(stage, at) ??
    beginOnNode(stage, at, press) ??
    beginOnWire(stage, at, press) ??
    beginOnGroup(stage, at, press) ??
    beginOnGround(stage, at, press)
  )
}

const beginOnPort = (stage: Stage, at: At): Begun | undefined => {
  const port = stage.viewport.view.zoom < farZoom ? undefined : stage.scene.portAt(at)
  return port && { gesture: connect(stage, port) }
}

const beginOnNode = (stage: Stage, at: At, { ctrl, shift }: Press): Begun | undefined => {
  const { scene, selection } = stage
  const node = scene.nodeAt(at)
  if (!node) return undefined
  const many = ctrl || shift
  const already = selection.nodes.has(node.id)
  if (many && !already) selection.toggle(node.id)
  else if (!already) selection.set([node.id])
  return {
    gesture: moveNodes(stage, at, node),
    clicked: () => {
      if (many && already) selection.toggle(node.id)
      else if (!many) selection.set([node.id])
      stage.focusNode(node.id)
    }
  }
}

const beginOnWire = (stage: Stage, at: At, { ctrl, shift, alt }: Press): Begun | undefined => {
  const { scene, selection, viewport } = stage
  const wire = alt ? undefined : scene.wireAt(at, wireReach / viewport.view.zoom)
  if (!wire) return undefined
  return {
    gesture: marquee(stage, at, ctrl || shift),
    clicked: () => {
      const wires = new Set(ctrl || shift ? selection.wires : [])
      if (!wires.delete(wire.id)) wires.add(wire.id)
      selection.set(ctrl || shift ? selection.nodes : [], wires)
    }
  }
}

/** The name of a group stands for its members. */
const beginOnGroup = (stage: Stage, at: At, { ctrl, shift, alt }: Press): Begun | undefined => {
  const { scene, selection } = stage
  const group = alt ? undefined : stage.flow()?.groups?.findLast(one => holdsTitle(groupBox(one, scene), at))
  const gripped = scene.nodes.get(group?.members[0] ?? '')
  if (!group || !gripped) return undefined
  selection.set([...(ctrl || shift ? selection.nodes : []), ...group.members])
  return { gesture: moveNodes(stage, at, gripped) }
}

const titleHeight = 28

const holdsTitle = (box: Box | undefined, at: At): boolean =>
  box !== undefined && holds({ ...box, height: titleHeight }, at)

const beginOnGround = (stage: Stage, at: At, { ctrl, shift, alt }: Press): Begun => {
  if (alt) return { gesture: slice(stage, at) }
  return {
    gesture: marquee(stage, at, ctrl || shift),
    clicked: () => {
      if (ctrl) stage.options.onQuickAdd({ x: at.x, y: at.y, clientX: at.clientX, clientY: at.clientY })
      else if (!shift) stage.selection.clear()
    }
  }
}
