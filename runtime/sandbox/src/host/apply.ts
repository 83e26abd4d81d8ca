import { decode, getPath, isObject, type NodeContext, parsePath, type StatusLevel, setPath } from '@millrace/sdk'
import type { NodeEffect } from '../boundary.ts'

/** Does to a node what its code asked for. What cannot be read is told in the log: it must not hold up the effects of others. */
export const applyToNode = (context: NodeContext<unknown>, effect: NodeEffect): void => {
  try {
    if (effect[0] === 'log') log(context, effect)
    else if (effect[0] === 'status') showStatus(context, JSON.parse(effect[2]))
    else if (effect[0] === 'add') add(context, effect)
    else {
      const [, , scope, store, key, value] = effect
      context.state(scope, store === '' ? undefined : store).set(key, decode(value))
    }
  } catch (error) {
    context.log.error('what code of a node did could not be applied', { kind: effect[0], reason: String(error) })
  }
}

const log = (
  context: NodeContext<unknown>,
  [, , level, text, shown]: Extract<NodeEffect, readonly ['log', ...unknown[]]>
) => {
  const value = decode(text)
  context.log[level](typeof value === 'string' ? value : text)
  if (shown) context.debug({ value, level })
}

const add = (
  context: NodeContext<unknown>,
  [, , scope, store, text, by]: Extract<NodeEffect, readonly ['add', ...unknown[]]>
) => {
  const [key = '', ...rest] = parsePath(text)
  const state = context.state(scope, store === '' ? undefined : store)
  const root = state.get(String(key))
  const before = getPath(root, rest)
  const value = (typeof before === 'number' ? before : 0) + by
  state.set(String(key), rest.length === 0 ? value : setPath(root ?? {}, rest, value))
}

const levels: Readonly<Record<string, StatusLevel>> = {
  green: 'ok',
  yellow: 'busy',
  blue: 'busy',
  red: 'error',
  grey: 'idle',
  gray: 'idle'
}

/** Node-RED's status: an object, or just the text. A dot without text is named by its colour, because an empty text clears. */
const showStatus = (context: NodeContext<unknown>, value: unknown): void => {
  const { fill, text } = isObject(value) ? value : { fill: undefined, text: value }
  const color = typeof fill === 'string' ? fill : ''
  context.status(text === undefined || text === null || text === '' ? color : String(text), levels[color])
}
