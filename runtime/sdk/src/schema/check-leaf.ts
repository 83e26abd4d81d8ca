import { Errors } from 'typebox/schema'
import type { Problem } from '../problem.ts'
import { checkPath } from '../value/path.ts'
import { hasTemplate, templateProblem } from '../value/template.ts'
import { formats } from './formats.ts'
import { plainlyFits } from './plainly-fits.ts'
import { isObject, type JsonSchema, pointerStep } from './walk.ts'

/** Problems of one value that has no fields of its own to walk into: at most one, the first that a person should mend. */
export const checkLeaf = (schema: JsonSchema, value: unknown, path: string): Problem[] => {
  const message = leafProblem(schema, value)
  if (message === undefined)
    return schema.template === 'value' || schema.template === 'target' ? checkTyped(schema, value, path) : []
  return [{ path, message }]
}

const leafProblem = (schema: JsonSchema, value: unknown): string | undefined => {
  if (schema.secret && isObject(value) && typeof value.$secret === 'string') return undefined
  if (typeof value === 'string' && schema.template !== undefined && hasTemplate(value))
    return templateProblem(value, schema.template === 'message')
  if (schema.type === 'string' && value === '' && (schema.minLength ?? 0) > 0) return 'is required'
  if (schema.enum && !schema.enum.includes(value)) return `must be one of ${schema.enum.join(', ')}`
  const { format } = schema
  if (!plainlyFits(schema, value)) {
    const { items: _items, format: _format, ...rest } = schema
    const [, [error]] = Errors(rest, value)
    if (error) return wording(error.keyword, schema, error.message)
  }
  if (format !== undefined && typeof value === 'string' && value !== '') return formats[format]?.(value)
  return undefined
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  integer: 'a whole number',
  string: 'text',
  boolean: 'true or false'
}

/** The validator's words, where a person would put it better. */
const wording = (keyword: string, schema: JsonSchema, otherwise: string): string => {
  switch (keyword) {
    case 'type':
      return `must be ${typeWords[schema.type ?? ''] ?? `a ${schema.type}`}`
    case 'minimum':
      return `must be at least ${schema.minimum}`
    case 'maximum':
      return `must be at most ${schema.maximum}`
    case 'minLength':
      return `must have at least ${schema.minLength} ${schema.minLength === 1 ? 'character' : 'characters'}`
    case 'maxLength':
      return `must have at most ${schema.maxLength} characters`
    case 'minItems':
      return schema.minItems === 1 ? 'must have at least one entry' : `must have at least ${schema.minItems} entries`
    case 'maxItems':
      return `must have at most ${schema.maxItems} entries`
    case 'uniqueItems':
      return 'must not hold the same entry twice'
    case 'pattern':
      return `must match ${schema.pattern}`
    default:
      return otherwise
  }
}

/** A typed input: the kind must be offered, and the text must fit the kind. */
const checkTyped = (schema: JsonSchema, value: unknown, path: string): Problem[] => {
  if (!isObject(value)) return []
  const { type, value: text } = value
  const kinds = schema.properties?.type?.enum
  if (kinds && !kinds.includes(type))
    return [{ path: path + pointerStep('type'), message: `must be one of ${kinds.join(', ')}` }]
  const message = typeof text === 'string' ? typedProblem(String(type), text) : undefined
  return message === undefined ? [] : [{ path: path + pointerStep('value'), message }]
}

const typedProblem = (type: string, text: string): string | undefined => {
  switch (type) {
    case 'msg':
    case 'flow':
    case 'global':
      return text === '' && type === 'msg' ? undefined : checkPath(text)
    case 'num':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? undefined : 'must be a number'
    case 'bool':
      return text === 'true' || text === 'false' ? undefined : 'must be true or false'
    case 'json':
    case 'bin':
      return text === '' && type === 'bin' ? undefined : formats.json?.(text)
    case 're':
      return formats.regex?.(text)
    case 'jsonata':
      return text.trim() === '' ? 'is required' : undefined
    default:
      return undefined
  }
}
