import type { FlowNode } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'

type Config = Readonly<Record<string, unknown>>

/** Config fields that tell what a node is about, the most telling first. */
const telling = [
  'topics',
  'topic',
  'path',
  'url',
  'queue',
  'subscription',
  'channel',
  'stream',
  'event',
  'to',
  'expression',
  'filename',
  'file',
  'command',
  'property',
  'target',
  'links'
]
/** Config fields that hold what a note says. */
const written = ['text', 'info', 'markdown', 'content']

/** What a node is called on the canvas: its name, else what its config tells, else its integration, else its type. */
export const labelOf = (
  node: FlowNode,
  definition: DefinitionView | undefined,
  integrationName: (id: string) => string | undefined
): string => {
  const name = node.name?.trim()
  if (name) return name
  const config = node.config ?? {}
  const told = definition?.inert
    ? firstOf(config, written)
    : (scheduleOf(config) ?? requestOf(config) ?? toldBy(config, definition))
  return told ?? integrationOf(node, integrationName) ?? definition?.title ?? typeName(node.type)
}

/** The last part of a type: what a node of an unknown type can still be called. */
export const typeName = (type: string): string => type.slice(type.lastIndexOf('/') + 1).replaceAll('-', ' ')

const toldBy = (config: Config, definition: DefinitionView | undefined): string | undefined => {
  const fields = definition?.config.properties
  const known = telling.filter(key => fields === undefined || (fields[key] !== undefined && !hidden(fields[key])))
  return firstOf(config, known)
}

/** Code and secrets tell a reader nothing, or too much. */
const hidden = ({ secret, code }: { readonly secret?: boolean; readonly code?: string }): boolean =>
  secret === true || code !== undefined

const firstOf = (config: Config, keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const text = textOf(config[key])
    if (text) return text
  }
  return undefined
}

/** One line for a value of a config: of a list its first item, of a typed input its value. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value.trim().split('\n', 1)[0] || undefined
  if (Array.isArray(value)) {
    const first = textOf(value[0])
    return first && value.length > 1 ? `${first} +${value.length - 1}` : first
  }
  const { value: typed, topic, filter, pattern, name } = (value ?? {}) as Config
  const inner = typed ?? topic ?? filter ?? pattern ?? name
  return inner === undefined || Array.isArray(inner) ? undefined : textOf(inner)
}

/** "POST /readings" */
const requestOf = ({ method, path, url }: Config): string | undefined => {
  const where = textOf(path) ?? textOf(url)
  if (typeof method !== 'string' || where === undefined) return undefined
  return `${method.toUpperCase()} ${where.replace(/^https?:\/\//, '')}`
}

/** When a node fires by itself: "06:00", "every 5 s", or the cron expression. */
const scheduleOf = (config: Config): string | undefined => {
  const schedule = (config.schedule ?? config.repeat) as unknown
  const { cron, every, interval, seconds } = (
    typeof schedule === 'object' && schedule !== null ? schedule : config
  ) as Config
  const expression = textOf(cron) ?? (typeof schedule === 'string' && /\s/.test(schedule) ? schedule : undefined)
  if (expression !== undefined) return dailyTime(expression) ?? expression
  const period = Number(every ?? interval ?? seconds ?? schedule)
  return period > 0 && schedule !== undefined ? `every ${duration(period)}` : undefined
}

const dailyTime = (cron: string): string | undefined => {
  const found = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron.trim())
  return found ? `${found[2]?.padStart(2, '0')}:${found[1]?.padStart(2, '0')}` : undefined
}

const duration = (seconds: number): string => {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

const integrationOf = (
  { integration }: FlowNode,
  integrationName: (id: string) => string | undefined
): string | undefined => (integration === undefined ? undefined : integrationName(integration))
