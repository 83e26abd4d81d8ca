import type { NodeContext } from '../define/node.ts'
import { ConfigError, FlowError } from '../errors.ts'
import type { Problem } from '../problem.ts'
import { compileTemplate, hasTemplate, renderStart, type TemplateScope } from '../value/template.ts'
import { compileValue, type ValueHost } from '../value/typed.ts'
import { urlPart } from '../value/url-part.ts'
import { check } from './check.ts'
import type { Code } from './code.ts'
import { fill } from './fill.ts'
import type { TSchema } from './schema.ts'
import type { StoredValue } from './value-types.ts'
import { applies, asJson, chosenVariant, isObject, type JsonSchema, pointerStep } from './walk.ts'

/** What turns a stored config into one that a definition can work with. */
export interface ConfigHost extends TemplateScope, ValueHost {
  /** The secret kept under this id; throws when there is none. */
  secret(id: string): string
  /** The ready config of a credential, with its type; throws when there is none. */
  credential(id: string): Readonly<Record<string, unknown>>
  /** People's JavaScript, compiled; throws a ConfigError with line and column. */
  code(source: string, path: string): Code
}

/**
 * Stored config in, ready config out: defaults applied, checked, secrets and credentials filled in, templates rendered
 * or turned into functions, code compiled. Throws a ConfigError with every problem; what was rendered is checked again.
 */
export const parse = (schema: TSchema, stored: unknown, host: ConfigHost): unknown => {
  const json = asJson(schema)
  const value = fill(json, stored ?? {})
  refuse(check(json, value))
  const problems: Problem[] = []
  const rendered = render(json, value, host, '', problems)
  refuse(problems)
  refuse(check(json, rendered))
  return revive(json, rendered, host, '')
}

const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new ConfigError(problems)
}

type Walk = (schema: JsonSchema, value: unknown, path: string) => unknown

/** Applies `inner` to every field, item and chosen variant, and drops the fields that do not apply. */
const walk = (schema: JsonSchema, value: unknown, path: string, inner: Walk): unknown => {
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, value)
    return shape ? inner(shape, value, path) : value
  }
  const { properties, items } = schema
  if (properties && isObject(value)) {
    const entries = Object.entries(value).flatMap(([key, part]) => {
      const field = properties[key]
      if (!field) return [[key, part]]
      return applies(field, value) ? [[key, inner(field, part, path + pointerStep(key))]] : []
    })
    return Object.fromEntries(entries)
  }
  if (items && Array.isArray(value)) return value.map((item, i) => inner(items, item, path + pointerStep(i)))
  return value
}

/** Fills in what is known when the owner starts: secrets, globals, environment. */
const render = (schema: JsonSchema, value: unknown, host: ConfigHost, path: string, problems: Problem[]): unknown => {
  try {
    if (schema.secret && isObject(value)) return renderStart(host.secret(String(value.$secret)), host)
    if (schema.template === 'value' || schema.template === 'target') return value
    if (typeof value === 'string' && (schema.template !== undefined || schema.secret) && hasTemplate(value)) {
      const text = renderStart(value, host)
      return schema.template === 'number' ? Number(text) : text
    }
  } catch (error) {
    problems.push({ path, message: (error as Error).message })
    return value
  }
  return walk(schema, value, path, (part, inside, at) => render(part, inside, host, at, problems))
}

const revive = (schema: JsonSchema, value: unknown, host: ConfigHost, path: string): unknown => {
  if (value === undefined) return value
  if (schema.template === 'message') return compileTemplate(value as string, schema.encode && urlPart)
  if (schema.template === 'value') return compileValue(value as StoredValue, host)
  if (schema.template === 'target') return value
  if (schema.credential) return host.credential(value as string)
  if (schema.code) return host.code(value as string, path)
  return walk(schema, value, path, (part, inside, at) => revive(part, inside, host, at))
}

/** A host for configs that need nothing of a runtime: no globals, no secrets, no code. */
export const bareHost: ConfigHost = {
  global: name => {
    throw new FlowError('GLOBAL_UNKNOWN', `there is no global ${name}`)
  },
  env: () => undefined,
  secret: id => {
    throw new FlowError('SECRET_MISSING', `there is no secret ${id}`)
  },
  credential: id => {
    throw new FlowError('SECRET_MISSING', `there is no credential ${id}`)
  },
  state: (): ReturnType<NodeContext<unknown>['state']> => {
    const values = new Map<string, unknown>()
    return {
      get: key => values.get(key),
      set: (key, value) => void values.set(key, value),
      keys: () => [...values.keys()]
    }
  },
  expression: () => {
    throw new FlowError('CODE_UNAVAILABLE', 'JSONata needs a sandbox, and this runtime has none')
  },
  code: () => {
    throw new FlowError('CODE_UNAVAILABLE', 'code needs a sandbox, and this runtime has none')
  }
}
