import { FlowError, type JsonSchema } from '@millrace/sdk'
import { optionName, variableName } from './names.ts'

/** A setting as somebody set it, and where, in words for a message. */
export interface Given {
  readonly value: unknown
  readonly where: string
}

export type GivenSettings = Readonly<Record<string, Given>>
type Fields = Readonly<Record<string, JsonSchema>>

/** Takes `--port 1880`, `--port=1880`, `--trust-proxy` and `--no-trust-proxy`; lists are repeated or separated by commas. */
export const fromArguments = (fields: Fields, argv: readonly string[]): GivenSettings => {
  const byOption = new Map(Object.keys(fields).map(name => [optionName(name), name]))
  const given: Record<string, Given> = {}
  const rest = [...argv]
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [, negated, option, inline] = /^--(no-)?([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    const name = byOption.get(option ?? '')
    const schema = fields[name ?? '']
    if (name === undefined || schema === undefined)
      throw new FlowError(
        'SETTINGS_INVALID',
        `${argument} is not a setting. Run millrace start --help to see them all.`
      )
    const where = `--${option}`
    const text = inline ?? (schema.type === 'boolean' ? String(negated === undefined) : rest.shift())
    if (text === undefined) throw new FlowError('SETTINGS_INVALID', `${where} needs a value.`)
    const value = fromText(schema, text)
    const before = given[name]?.value
    given[name] = { where, value: Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value }
  }
  return given
}

/** Takes `MILLRACE_PORT` and the like; an empty value counts as not set. */
export const fromEnvironment = (fields: Fields, env: Readonly<Record<string, string | undefined>>): GivenSettings =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, schema]) => {
      const where = variableName(name)
      const text = env[where]
      return text === undefined || text === '' ? [] : [[name, { where, value: fromText(schema, text) }]]
    })
  )

export const fromObject = (values: Readonly<Record<string, unknown>>, where: string): GivenSettings =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, where: `${name} in ${where}` }]))

/** A text as its schema wants it; what does not fit stays a text, for the check to refuse. */
const fromText = (schema: JsonSchema, text: string): unknown => {
  switch (schema.type) {
    case 'integer':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
    case 'boolean':
      return BOOLEANS[text.toLowerCase()] ?? text
    case 'array':
      return text
        .split(',')
        .map(item => item.trim())
        .filter(item => item !== '')
    default:
      return text
  }
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  yes: true,
  false: false,
  '0': false,
  no: false
}
