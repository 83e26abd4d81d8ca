import { asJson, type JsonSchema } from '@millrace/sdk'
import { optionName, variableName } from './names.ts'
import { SettingsSchema } from './schema.ts'

/** The settings as text for `--help`: option, meaning, default and variable of each. */
export const settingsHelp = (): string => {
  const rows = Object.entries(asJson(SettingsSchema).properties ?? {}).map(([name, schema]) => ({
    option: `--${optionName(name)}${argumentOf(schema)}`,
    text: `${schema.description}${defaultOf(schema)} [${variableName(name)}]`
  }))
  const width = Math.max(...rows.map(({ option }) => option.length))
  return rows.map(({ option, text }) => `  ${option.padEnd(width)}  ${text}`).join('\n')
}

const argumentOf = ({ type, enum: choices }: JsonSchema): string => {
  if (choices) return ` <${choices.join('|')}>`
  return type === 'boolean' ? '' : type === 'integer' ? ' <number>' : type === 'array' ? ' <a,b>' : ' <text>'
}

const defaultOf = ({ default: value, type }: JsonSchema): string =>
  value === undefined || type === 'boolean' || type === 'array' ? '' : ` Default: ${value}.`
