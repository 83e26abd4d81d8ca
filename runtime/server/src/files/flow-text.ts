import type { Flow, FlowNode } from '@millrace/engine'
import { field, fieldsOnLine, inOrder } from './pretty.ts'

const FLOW_HEAD = ['format', 'id', 'name', 'enabled']
const FLOW_REST = ['description', 'env', 'retry']
const NODE_HEAD = ['id', 'type', 'version', 'name', 'enabled', 'integration', 'events']
const NODE_PLACE = ['at', 'wires']

/** A flow as its file holds it: keys in fixed order, a node's place and wires on one line, so that edits of two people merge. */
export const flowText = (flow: Flow): string => remembered(flowTexts, flow, textOfFlow)

const flowTexts = new WeakMap<Flow, string>()
const nodeTexts = new WeakMap<FlowNode, string>()

/** Flows are never changed in place, so a text once made stays true. */
const remembered = <T extends object>(texts: WeakMap<T, string>, from: T, make: (from: T) => string): string => {
  const text = texts.get(from) ?? make(from)
  texts.set(from, text)
  return text
}

const textOfFlow = (flow: Flow): string => {
  const { nodes, groups, foreign, ...rest } = flow
  const lines = [
    fieldsOnLine(flow, FLOW_HEAD),
    ...otherLines(inOrder(rest, FLOW_REST), FLOW_HEAD, 2),
    list('nodes', nodes.map(nodeText)),
    ...(groups ? [list('groups', groups.map(groupText))] : []),
    ...(foreign ? [field('foreign', foreign, 2)] : [])
  ]
  return `{ ${lines.join(',\n  ')} }\n`
}

const nodeText = (node: FlowNode): string => remembered(nodeTexts, node, textOfNode)

const textOfNode = (node: FlowNode): string => {
  const lines = [
    fieldsOnLine(node, NODE_HEAD),
    ...(node.config ? [field('config', node.config, 6)] : []),
    fieldsOnLine(node, NODE_PLACE),
    ...otherLines(node, [...NODE_HEAD, 'config', ...NODE_PLACE], 6)
  ]
  return `{ ${lines.join(',\n      ')} }`
}

const groupText = (group: object): string => `{ ${fieldsOnLine(group, ['id', 'name', 'members', 'foreign'])} }`

const list = (key: string, items: readonly string[]): string =>
  items.length === 0 ? `"${key}": []` : `"${key}": [\n    ${items.join(',\n    ')} ]`

/** Fields that have no place of their own, one a line: nothing that a file held is lost. */
const otherLines = (from: object, known: readonly string[], indent: number): string[] =>
  Object.entries(from)
    .filter(([key, value]) => !known.includes(key) && value !== undefined)
    .map(([key, value]) => field(key, value, indent))
