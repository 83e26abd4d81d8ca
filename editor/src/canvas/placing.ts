import type { FlowNode } from '@millrace/engine'
import { generate } from '@millrace/sdk'
import { snapped } from '../document/commands/arranging.ts'
import { changeNode } from '../document/commands/target.ts'
import { splicing } from '../document/commands/wiring.ts'
import type { Operation } from '../document/document.ts'
import { newId } from '../document/new-id.ts'
import { nodesById } from '../document/node-index.ts'
import { withWire } from '../document/wires.ts'
import { i18n } from '../i18n.ts'
import type { Point } from './geometry.ts'
import { wireBelow } from './gestures/splice.ts'
import type { NodeLook } from './node-look.ts'
import type { Stage } from './stage.ts'

interface Port {
  readonly node: string
  readonly port: number
}

/** Adds a node of a type, on the grid, and selects it. */
export const placeNode = (
  stage: Stage,
  look: (node: FlowNode) => NodeLook,
  type: string,
  place: (look: NodeLook) => Point,
  from?: Port
): string => {
  const { document, selection, options, scene } = stage
  const flow = stage.flow()
  const id = newId(flow ? nodesById(flow) : new Set())
  if (!flow) return id
  const bare = newNode(id, type, options.definition(type))
  const drawn = look(bare)
  const { x, y } = place(drawn)
  const node: FlowNode = { ...bare, at: [snapped(x), snapped(y)] }
  const into = from
    ? undefined
    : wireBelow(scene, {
        id,
        source: node,
        look: drawn,
        x: node.at[0],
        y: node.at[1] - drawn.height / 2,
        width: drawn.width,
        height: drawn.height
      })
  const source = from && document.node(flow.id, from.node)
  const operations: readonly Operation[] = [
    { op: 'node:add', flow: flow.id, node },
    ...(into ? splicing(flow, node, { ...into, key: into.id }) : []),
    ...(source && drawn.input ? [changeNode(flow.id, source.id, { wires: withWire(source.wires, from.port, id) })] : [])
  ]
  document.edit(i18n.t('canvas.step.add', { count: 1 }), operations)
  selection.set([id])
  return id
}

const newNode = (id: string, type: string, definition: ReturnType<Stage['options']['definition']>): FlowNode => {
  const config = definition ? (generate(definition.config, {}) as Readonly<Record<string, unknown>>) : {}
  return {
    id,
    type,
    ...(definition ? { version: definition.version } : {}),
    ...(Object.keys(config).length > 0 ? { config } : {}),
    at: [0, 0],
    wires: []
  }
}
