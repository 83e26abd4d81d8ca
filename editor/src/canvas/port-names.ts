import type { FlowNode } from '@millrace/engine'
import { type DefinitionView, fill, portsOf } from '@millrace/sdk'
import { type Config, textOf } from './config-text.ts'

export interface Ports {
  readonly count: number
  /** From two outputs on, where there is anything to say. */
  readonly names: readonly string[] | undefined
}

/** The outputs of a node. One of an unknown type has those that are wired. */
export const outputsOf = (node: FlowNode, definition: DefinitionView | undefined): Ports => {
  if (!definition) return { count: node.wires.length, names: undefined }
  const { outputs } = definition
  const config = configFor(node, definition)
  const { count, names } = portsOf(outputs, config)
  if (count < 2) return { count, names: undefined }
  const each = typeof outputs === 'object' && 'each' in outputs ? config[outputs.each] : undefined
  return { count, names: names ?? (Array.isArray(each) ? each.map(ruleName) : undefined) }
}

/** Defaults matter only where the config decides how many outputs there are. */
const configFor = ({ config = {} }: FlowNode, definition: DefinitionView): Config =>
  typeof definition.outputs === 'object' ? (fill(definition.config, config) as Config) : config

const signs: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '≠',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
  cont: '∋',
  hask: 'has',
  istype: 'is',
  jsonata_exp: '',
  nnull: 'not null',
  nempty: 'not empty',
  head: 'first',
  tail: 'last',
  index: 'place'
}
const longest = 18

/** What an output is called that an item of the config stands for: "> 80", "60–80", "else". */
export const ruleName = (rule: unknown, index: number): string => {
  if (typeof rule !== 'object' || rule === null) return shortened(textOf(rule) ?? String(index + 1))
  const { label, name, title, test, operator, t, type, ...rest } = rule as Config
  const own = textOf(label ?? name ?? title)
  if (own) return shortened(own)
  const verb = textOf(test ?? operator ?? t ?? type) ?? ''
  const value = textOf(rest.value ?? rest.v ?? rest.from ?? rest.count ?? rest.expression ?? (test && type))
  const other = textOf(rest.to ?? rest.v2)
  const pattern = textOf(rest.pattern)
  if (pattern !== undefined) return shortened(`/${pattern}/`)
  const range = value !== undefined && other !== undefined ? `${value}–${other}` : value
  const sign = verb === 'btwn' ? '' : (signs[verb] ?? verb)
  return shortened([sign, range].filter(Boolean).join(' ') || String(index + 1))
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
