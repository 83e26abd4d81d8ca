import type { Preset } from './define/described.ts'
import type { IntegrationCategory, Limits, StageName } from './define/integration.ts'
import type { Category, Hears } from './define/node.ts'
import type { Definition, Plugin } from './define/plugin.ts'
import type { Outgoing } from './message.ts'
import { asJson, type JsonSchema } from './schema/walk.ts'

/** A definition as JSON: what the editor, the docs and AI clients know of it. Functions are told by whether they are there. */
export interface DefinitionView {
  readonly kind: Definition['kind']
  readonly type: string
  readonly plugin: string
  readonly title: string
  readonly description: string
  readonly help?: string
  readonly icon?: string
  readonly deprecated?: string
  readonly version: number
  readonly config: JsonSchema
  readonly presets?: readonly Preset[]
  /** Whether the server has more to say about a config than the schema. */
  readonly hasProblems: boolean
  readonly category?: Category
  /** Type of the integration that it needs. */
  readonly integration?: string
  /** Of a node: a count, names, or the config field that decides. A trigger has 1. */
  readonly outputs?: number | readonly string[] | { readonly each: string } | { readonly count: string }
  readonly hears?: Hears
  readonly holds?: boolean
  readonly inert?: boolean
  readonly button?: 'press' | 'toggle'
  readonly example?: Outgoing
  readonly limits?: Limits
  readonly limitPresets?: readonly { readonly title: string; readonly limits: Limits }[]
  readonly lists?: readonly string[]
  /** Group of the gallery of integrations. */
  readonly group?: IntegrationCategory
  readonly chooseWhen?: string
  readonly stages?: readonly StageName[]
}

export const describeDefinition = (definition: Definition, plugin: string): DefinitionView => {
  const { kind, type, title, description, help, icon, deprecated, version, presets, problems } = definition
  return drop({
    kind,
    type,
    plugin,
    title,
    description,
    help,
    icon,
    deprecated,
    presets,
    version: version ?? 1,
    config: asJson(definition.config),
    hasProblems: problems !== undefined,
    ...own(definition)
  }) as DefinitionView
}

const own = (definition: Definition): object => {
  switch (definition.kind) {
    case 'trigger':
      return {
        category: definition.category,
        integration: definition.integration?.type,
        button: definition.button,
        example: definition.example,
        outputs: 1
      }
    case 'node': {
      const { category, integration, outputs, hears, holds, inert, button } = definition
      return { category, integration: integration?.type, outputs, hears, holds, inert, button }
    }
    case 'integration':
      return {
        group: definition.category,
        chooseWhen: definition.chooseWhen,
        stages: definition.stages,
        limits: definition.limits,
        limitPresets: definition.limitPresets,
        lists: definition.lists && Object.keys(definition.lists)
      }
    case 'credential':
      return {}
  }
}

const drop = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

export const describePlugin = (plugin: Plugin): readonly DefinitionView[] =>
  plugin.contributes.map(definition => describeDefinition(definition, plugin.name))

/** How many wires can leave a node with this config, and what the ports are called. */
export const portsOf = (
  outputs: unknown,
  config: Readonly<Record<string, unknown>>
): { readonly count: number; readonly names?: readonly string[] } => {
  if (outputs === undefined) return { count: 0 }
  if (typeof outputs === 'number') return { count: outputs }
  if (Array.isArray(outputs)) return { count: outputs.length, names: outputs }
  const by = outputs as { readonly each?: string; readonly count?: string }
  const value = config[by.each ?? by.count ?? '']
  return { count: Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0 }
}
