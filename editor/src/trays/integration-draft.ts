import type { StoredIntegration } from '@millrace/engine'
import { type DefinitionView, generate, isObject, type JsonSchema, type Limits, type Preset } from '@millrace/sdk'
import { newId } from '../document/new-id.ts'

/** A new integration with a name that is free and the values that are made once, such as a client id. */
export const newIntegration = (
  definition: Pick<DefinitionView, 'type' | 'title' | 'version' | 'config'>,
  others: readonly StoredIntegration[]
): StoredIntegration => ({
  id: newId(new Set(others.map(({ id }) => id))),
  type: definition.type,
  version: definition.version,
  name: freeName(definition.title, others),
  config: generate(definition.config, {}) as StoredIntegration['config']
})

/** A copy to be changed: its own id, a free name, and anything made once made anew. Secrets are left out: they belong to the original. */
export const duplicate = (
  integration: StoredIntegration,
  definition: DefinitionView | undefined,
  others: readonly StoredIntegration[]
): StoredIntegration => {
  const { config } = integration
  const bare = withoutSecrets(
    Object.fromEntries(Object.entries(config).filter(([key]) => !isGenerated(definition, key)))
  )
  return {
    ...integration,
    id: newId(new Set(others.map(({ id }) => id))),
    name: freeName(integration.name, others),
    config: (definition ? generate(definition.config, bare) : bare) as StoredIntegration['config']
  }
}

const isGenerated = (definition: DefinitionView | undefined, key: string): boolean =>
  definition?.config.properties?.[key]?.generated !== undefined

const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([, part]) => !(isObject(part) && typeof part.$secret === 'string'))
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutSecrets(part)]))
}

const freeName = (name: string, others: readonly StoredIntegration[]): string => {
  const taken = new Set(others.map(other => other.name))
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name} ${number}`)) return `${name} ${number}`
}

/** What a preset sets, over what is there. */
export const withPreset = (integration: StoredIntegration, { config }: Preset): StoredIntegration => ({
  ...integration,
  config: { ...integration.config, ...config }
})

/** The limits of every integration as a form, with what its definition sets where nothing is set. */
export const limitsSchema = (
  { rate, concurrent, bytes, throttle }: Limits,
  words: Readonly<Record<keyof LimitWords, string>>
): JsonSchema => ({
  type: 'object',
  required: ['per'],
  properties: {
    messages: { ...atLeastOne(rate?.messages), title: words.messages, columns: 6 },
    per: {
      title: words.per,
      columns: 6,
      enum: ['second', 'minute'],
      default: rate?.per ?? 'second',
      labels: { second: words.second, minute: words.minute }
    },
    concurrent: { ...atLeastOne(concurrent), title: words.concurrent, description: words.concurrentHint },
    bytes: { ...atLeastOne(bytes), title: words.bytes, description: words.bytesHint },
    throttle: { ...atLeastOne(throttle), title: words.throttle, description: words.throttleHint }
  }
})

interface LimitWords {
  messages: string
  per: string
  second: string
  minute: string
  concurrent: string
  concurrentHint: string
  bytes: string
  bytesHint: string
  throttle: string
  throttleHint: string
}

const atLeastOne = (value: number | undefined): JsonSchema => ({
  type: 'integer',
  minimum: 1,
  ...(value === undefined ? {} : { default: value })
})

/** Limits as the fields of their form, and back: a rate is one thing in the file and two fields on the page. */
export interface LimitFields {
  readonly messages?: number
  readonly per?: 'second' | 'minute'
  readonly concurrent?: number
  readonly bytes?: number
  readonly throttle?: number
}

export const limitFields = ({ rate, ...rest }: Limits = {}): LimitFields => ({ ...rest, ...rate })

export const limitsOf = ({ messages, per, ...rest }: LimitFields, defaults: Limits = {}): Limits => {
  const amount = messages ?? (per === undefined ? undefined : defaults.rate?.messages)
  const rate = amount === undefined ? undefined : { messages: amount, per: per ?? defaults.rate?.per ?? 'second' }
  return { ...(rate ? { rate } : {}), ...rest }
}
