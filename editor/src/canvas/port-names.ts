import type { FlowNode } from '@millrace/engine'
import { type DefinitionView, fill, portsOf } from '@millrace/sdk'
import { textOf } from './label.ts'

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

type Config = Readonly<Record<string, unknown>>

/** Defaults matter only where the config decides how many outputs there are. */
const configFor = ({ config = {} }: FlowNode, definition: DefinitionView): Config =>
  typeof definition.outputs === 'object' ? (fill(definition.config, config) as Config) : config

const signs: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '≠',
  ne: '≠',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
  cont: '∋',
  contains: '∋',
  hask: 'has',
  istype: 'is',
  jsonata: '',
  expression: '',
  nnull: 'not null',
  nempty: 'not empty',
  otherwise: 'else'
}
const longest = 18

/** What an output is called that an item of the config stands for: "> 80", "60–80", "else". */
export const ruleName = (rule: unknown, index: number): string => {
  if (typeof rule !== 'object' || rule === null) return shortened(textOf(rule) ?? String(index + 1))
  const { label, name, title, operator, op, t, type, rule: kind, ...rest } = rule as Config
  const own = textOf(label ?? name ?? title)
  if (own) return shortened(own)
  const verb = textOf(operator ?? op ?? t ?? kind ?? type) ?? ''
  const value = textOf(rest.v ?? rest.value ?? rest.from ?? rest.low ?? rest.pattern)
  const other = textOf(rest.v2 ?? rest.value2 ?? rest.to ?? rest.high)
  if (value !== undefined && other !== undefined) return shortened(`${value}–${other}`)
  if (verb === 'regex') return shortened(`/${value ?? ''}/`)
  return shortened([signs[verb] ?? verb, value].filter(Boolean).join(' ') || String(index + 1))
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
