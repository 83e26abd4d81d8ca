import type { FlowNode } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import { type Config, openConfig, textOf } from './config-text.ts'

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
  'links'
]
/** Config fields that hold what a note says. */
const written = ['text', 'info', 'markdown', 'content']

/** What a node is called on the canvas: its name, else what its config tells, else its integration, else its type. */
export const labelOf = (
  node: FlowNode,
  definition: DefinitionView | undefined,
  integrationName: (id: string) => string | undefined
): string =>
  node.name?.trim() ||
  (toldBy(node, definition) ??
    (node.integration === undefined ? undefined : integrationName(node.integration)) ??
    definition?.title ??
    typeName(node.type))

/** The last part of a type: what a node of an unknown type can still be called. */
export const typeName = (type: string): string => type.slice(type.lastIndexOf('/') + 1).replaceAll('-', ' ')

const toldBy = ({ config = {} }: FlowNode, definition: DefinitionView | undefined): string | undefined => {
  const open = openConfig(config, definition)
  if (definition?.inert) return firstOf(open, written)
  if (definition?.hears) return scopeOf(config, definition)
  return scheduleOf(open) ?? requestOf(open) ?? ruleOf(open) ?? firstOf(open, telling)
}

const firstOf = (config: Config, keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const text = textOf(config[key])
    if (text) return text
  }
  return undefined
}

/** "Catch: all nodes" */
const scopeOf = ({ scope }: Config, { title, config }: DefinitionView): string | undefined => {
  const field = config.properties?.scope
  const value = textOf(scope ?? field?.default)
  return value === undefined ? undefined : `${title}: ${field?.labels?.[value] ?? value}`
}

/** "POST /readings" */
const requestOf = ({ method, path, url }: Config): string | undefined => {
  const where = textOf(path) ?? textOf(url)
  if (typeof method !== 'string' || where === undefined) return undefined
  return `${method.toUpperCase()} ${where.replace(/^https?:\/\//, '')}`
}

/** "set msg.topic +1" */
const ruleOf = ({ rules }: Config): string | undefined => {
  const [{ action, target } = {} as Config, ...others] = Array.isArray(rules) ? (rules as readonly Config[]) : []
  const on = textOf(target)
  if (typeof action !== 'string' || on === undefined) return undefined
  return `${action} ${on}${others.length > 0 ? ` +${others.length}` : ''}`
}

/** When a node fires by itself: "06:00", "every 5 s", or the cron expression. */
const scheduleOf = ({ cron, interval, repeat }: Config): string | undefined => {
  if (typeof cron === 'string') return dailyTime(cron) ?? textOf(cron)
  const period = Number(interval ?? repeat)
  return period > 0 ? `every ${duration(period)}` : undefined
}

const dailyTime = (cron: string): string | undefined => {
  const found = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron.trim())
  return found ? `${found[2]?.padStart(2, '0')}:${found[1]?.padStart(2, '0')}` : undefined
}

const duration = (seconds: number): string => {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
