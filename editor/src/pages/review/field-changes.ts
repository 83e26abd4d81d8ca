import type { FlowNode } from '@millrace/engine'
import {
  chosenVariant,
  type DefinitionView,
  fill,
  isObject,
  isSecretReference,
  type JsonSchema,
  pointerStep
} from '@millrace/sdk'
import { same } from '../../document/same.ts'
import { choicesOf } from '../../forms/field-kind.ts'
import { labelOf } from '../../forms/labels.ts'

/** One field before and after, as text. Empty means not there. */
export interface FieldChange {
  readonly path: string
  readonly label: string
  readonly before: string
  readonly after: string
}

/** How things are called that a node refers to by id, and the words for what is not in its config. */
export interface ReviewNames {
  node(id: string): string
  integration(id: string): string
  readonly words: Readonly<
    Record<'name' | 'enabled' | 'integration' | 'events' | 'wires' | 'position' | 'yes' | 'no' | 'secret', string>
  >
}

export const nodeFields = (
  before: FlowNode,
  after: FlowNode,
  definition: DefinitionView | undefined,
  names: ReviewNames
): readonly FieldChange[] => {
  const { words } = names
  const own: readonly FieldChange[] = [
    told('/name', words.name, before.name ?? '', after.name ?? ''),
    told('/enabled', words.enabled, yesNo(before, words), yesNo(after, words)),
    told('/integration', words.integration, named(before, names), named(after, names)),
    told('/events', words.events, (before.events ?? ['message']).join(', '), (after.events ?? ['message']).join(', ')),
    told('/wires', words.wires, wiring(before, names), wiring(after, names)),
    told('/at', words.position, before.at.join(', '), after.at.join(', '))
  ]
  return [...configFields(definition, before.config, after.config, words.secret), ...own.filter(differs)]
}

const told = (path: string, label: string, before: string, after: string): FieldChange => ({
  path,
  label,
  before,
  after
})
const differs = ({ before, after }: FieldChange): boolean => before !== after
const yesNo = ({ enabled }: FlowNode, words: ReviewNames['words']): string => (enabled === false ? words.no : words.yes)
const named = ({ integration }: FlowNode, names: ReviewNames): string =>
  integration === undefined ? '' : names.integration(integration)
const wiring = ({ wires }: FlowNode, names: ReviewNames): string =>
  wires
    .map((targets, port) => (targets.length > 0 ? `${port + 1} → ${targets.map(names.node).join(', ')}` : ''))
    .filter(Boolean)
    .join('\n')

const configFields = (
  definition: DefinitionView | undefined,
  before: unknown,
  after: unknown,
  secret: string
): readonly FieldChange[] => {
  const schema = definition?.config ?? {}
  return compare(schema, fill(schema, before ?? {}), fill(schema, after ?? {}), '', [], secret)
}

/** Down to the fields that a form shows; lists and typed inputs are told as a whole. */
const compare = (
  schema: JsonSchema,
  before: unknown,
  after: unknown,
  path: string,
  labels: readonly string[],
  secret: string
): readonly FieldChange[] => {
  if (same(before, after)) return []
  const properties = fieldsBoth(schema, before, after)
  if (!properties) {
    const shown = { before: textOf(schema, before, secret), after: textOf(schema, after, secret) }
    return [{ path, label: labels.join(' › '), ...shown }]
  }
  const [old, now] = [objectOf(before), objectOf(after)]
  const keys = new Set([...Object.keys(old), ...Object.keys(now)])
  return [...keys].flatMap(key => {
    const field = properties[key] ?? {}
    return compare(field, old[key], now[key], path + pointerStep(key), [...labels, labelOf(key, field)], secret)
  })
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {})

const fieldsBoth = (
  schema: JsonSchema,
  before: unknown,
  after: unknown
): Readonly<Record<string, JsonSchema>> | undefined => {
  if (schema.template !== undefined || schema.secret) return undefined
  if (schema.tag === undefined)
    return schema.properties ?? (schema.type === undefined && isObject(before) && isObject(after) ? {} : undefined)
  return { ...chosenVariant(schema, before)?.properties, ...chosenVariant(schema, after)?.properties }
}

const textOf = (schema: JsonSchema, value: unknown, secret: string): string => {
  if (value === undefined) return ''
  if (schema.secret || isSecretReference(value)) return secret
  const choice = choicesOf(schema)?.find(known => known.value === value)
  if (choice) return choice.label
  if (isObject(value) && schema.template !== undefined) return `${value.type} ${value.value}`
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.every(item => typeof item === 'string')
    ? value.join('\n')
    : JSON.stringify(value, null, 2)
}
