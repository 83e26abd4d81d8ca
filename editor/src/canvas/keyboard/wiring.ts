import { wire } from '../../document/commands/wiring.ts'
import { i18n } from '../../i18n.ts'
import { bringIntoView } from '../focus.ts'
import { type DrawnNode, inputPoint, outputPoint } from '../scene.ts'
import type { Stage } from '../stage.ts'
import { wirePath } from '../wire-path.ts'
import { type Direction, neighbour, readingOrder } from './neighbour.ts'

/** Drawing a wire with the keyboard: from one node, among the others, to the one that is chosen. */
export interface KeyboardWiring {
  /** Takes the next output; after the last the first. */
  nextPort(): void
  turn(direction: Direction): void
  finish(): void
  cancel(): void
}

/** Begins at a node, aimed at the nearest node to the right; undefined, and said so, when that cannot be. */
export const beginWiring = (stage: Stage, source: DrawnNode): KeyboardWiring | undefined => {
  const { scene, overlay, selection, document, viewport } = stage
  const targets = readingOrder(scene.nodes.values()).filter(({ id, look }) => look.input && id !== source.id)
  let target = neighbour(targets, source, 'right') ?? targets[0]
  let port = 0
  if (source.look.outputs === 0 || !target) {
    stage.say(i18n.t(target ? 'canvas.wiring.none' : 'canvas.wiring.noTarget'))
    return undefined
  }

  const aim = (node: DrawnNode): void => {
    target = node
    overlay.preview(wirePath(outputPoint(source, port), inputPoint(node)))
    overlay.port(inputPoint(node))
    bringIntoView(viewport, node)
    stage.say(i18n.t('canvas.wiring.target', { label: node.look.label }))
  }
  const clear = (): void => {
    overlay.preview(undefined)
    overlay.port(undefined)
  }
  aim(target)
  stage.say(
    `${i18n.t('canvas.wiring.start', { label: source.look.label })} ${i18n.t('canvas.wiring.target', { label: target.look.label })}`
  )

  return {
    nextPort: () => {
      port = (port + 1) % source.look.outputs
      if (target) aim(target)
      stage.say(i18n.t('canvas.wiring.port', { port: port + 1, label: source.look.label }))
    },
    turn: direction => {
      const next = target && neighbour(targets, target, direction)
      if (next) aim(next)
    },
    finish: () => {
      clear()
      if (!target || selection.flow === undefined) return
      wire(document, selection.flow, { node: source.id, port }, target.id)
      stage.say(i18n.t('canvas.wiring.done', { from: source.look.label, to: target.look.label }))
    },
    cancel: () => {
      clear()
      stage.say(i18n.t('canvas.wiring.left'))
    }
  }
}
