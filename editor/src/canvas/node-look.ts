import type { FlowNode } from '@millrace/engine'
import type { Category, DefinitionView } from '@millrace/sdk'
import { labelOf } from './label.ts'
import { outputsOf } from './port-names.ts'

/** Round where messages enter (source) or leave (sink) the flow, square where they pass through. */
export type Shape = 'source' | 'step' | 'sink' | 'comment' | 'junction'

/** How a node is drawn, apart from where and in what state. */
export interface NodeLook {
  readonly label: string
  /** Name of its type, for people. */
  readonly title: string
  readonly icon: string | undefined
  readonly category: Category
  readonly shape: Shape
  readonly input: boolean
  readonly outputs: number
  readonly portNames: readonly string[] | undefined
  readonly button: 'press' | 'toggle' | undefined
  /** Of a toggle: whether it is on. */
  readonly active: boolean
  readonly unknown: boolean
  readonly disabled: boolean
  readonly width: number
  readonly height: number
}

/** Tells how wide a text is drawn, in a weight of the node's font. */
export type Measure = (text: string, size: 12 | 13, weight: 400 | 550) => number

const least = 100
const most = 320
const pitch = 20
const cell = 31
const roundCell = 34
const padding = 10
const portPadding = 9
const edges = 2
export const junctionSize = 10
export const commentWidth = 420
const commentIcon = 24
const lineHeight = 20

export const lookOf = (
  node: FlowNode,
  definition: DefinitionView | undefined,
  integrationName: (id: string) => string | undefined,
  measure: Measure
): NodeLook => {
  const { count, names } = outputsOf(node, definition)
  const label = labelOf(node, definition, integrationName)
  const shape = shapeOf(node, definition, count)
  return {
    label,
    title: definition?.title ?? node.type,
    icon: definition ? definition.icon : 'circle-help',
    category: definition?.category ?? 'common',
    shape,
    input: hasInput(definition),
    outputs: count,
    portNames: names,
    button: definition?.button,
    active: node.config?.active !== false,
    unknown: definition === undefined,
    disabled: node.enabled === false,
    ...sizeOf(shape, label, count, names, measure)
  }
}

const hasInput = (definition: DefinitionView | undefined): boolean =>
  definition === undefined || (definition.kind === 'node' && definition.hears === undefined && !definition.inert)

const shapeOf = (node: FlowNode, definition: DefinitionView | undefined, outputs: number): Shape => {
  if (definition?.inert) return 'comment'
  if (node.type.endsWith('/junction')) return 'junction'
  if (!definition) return 'step'
  if (!hasInput(definition)) return 'source'
  return outputs === 0 ? 'sink' : 'step'
}

const sizeOf = (
  shape: Shape,
  label: string,
  outputs: number,
  names: readonly string[] | undefined,
  measure: Measure
): { readonly width: number; readonly height: number } => {
  if (shape === 'junction') return { width: junctionSize, height: junctionSize }
  if (shape === 'comment') return commentSize(label, measure)
  const portsWidth = names ? Math.max(...names.map(name => measure(name, 12, 400))) + portPadding : 0
  const width = edges + (shape === 'step' ? cell : roundCell) + 2 * padding + measure(label, 13, 550) + portsWidth
  return {
    width: Math.min(most, Math.max(least, Math.ceil(width / pitch) * pitch)),
    height: Math.max(32, outputs * 16 + 8)
  }
}

const commentSize = (text: string, measure: Measure): { readonly width: number; readonly height: number } => {
  const space = measure(' ', 13, 400)
  let [lines, line, widest] = [1, 0, 0]
  for (const word of text.split(/\s+/)) {
    const width = measure(word, 13, 400)
    const next = line === 0 ? width : line + space + width
    if (line > 0 && next > commentWidth - commentIcon) {
      lines++
      line = width
    } else line = next
    widest = Math.max(widest, line)
  }
  return { width: Math.min(commentWidth, Math.ceil(widest) + commentIcon + 1), height: lines * lineHeight }
}
