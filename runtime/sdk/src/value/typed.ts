import type { State } from '../define/node.ts'
import { FlowError } from '../errors.ts'
import type { Value } from '../schema/schema.ts'
import type { StoredValue } from '../schema/value-types.ts'
import { getPath, parsePath } from './path.ts'

/** What typed inputs need of the runtime. */
export interface ValueHost {
  env(name: string): string | undefined
  state(scope: 'flow' | 'global', store?: string): State
  /** Compiles a JSONata expression; it is evaluated under a bound of time. */
  expression(source: string): Value
}

/** A typed input as a function of the message. */
export const compileValue = ({ type, value }: StoredValue, host: ValueHost): Value => {
  switch (type) {
    case 'msg':
      return compileMessagePath(value)
    case 'flow':
    case 'global':
      return compileStatePath(type, value, host)
    case 'num':
      return constant(Number(value))
    case 'bool':
      return constant(value === 'true')
    case 'json':
      return compileJson(value)
    case 'bin':
      return constant(bytesOf(value))
    case 'date':
      return value === 'iso' ? () => new Date().toISOString() : value === 'object' ? () => new Date() : () => Date.now()
    case 'env':
      return constant(host.env(value))
    case 'jsonata':
      return host.expression(value)
    case 're':
      return constant(new RegExp(value))
    case 'str':
      return constant(value)
    case 'prev':
      return previousValue
  }
}

/** The typed input `prev`. A node that offers it knows it by identity and puts the value it saw before in its place. */
export const previousValue: Value = () => {
  throw new FlowError('CONFIG_INVALID', 'the previous value is only known to the node that offers it')
}

const constant =
  <T>(value: T) =>
  () =>
    value

const compileMessagePath = (text: string): Value => {
  if (text === '') return message => message
  const path = parsePath(text)
  const [only] = path
  if (path.length === 1 && typeof only === 'string') return message => message[only]
  return message => getPath(message, path)
}

/** Objects are made anew for every message, so that no two share one. */
const compileJson = (text: string): Value => {
  const value: unknown = JSON.parse(text)
  return value !== null && typeof value === 'object' ? () => structuredClone(value) : () => value
}

const bytesOf = (text: string): Uint8Array => {
  const value: unknown = text === '' ? [] : JSON.parse(text)
  return typeof value === 'string' ? new TextEncoder().encode(value) : Uint8Array.from(value as number[])
}

const compileStatePath = (scope: 'flow' | 'global', text: string, host: ValueHost): Value => {
  const { store, path } = parseStatePath(text)
  const [first, ...rest] = path
  const state = host.state(scope, store)
  return message =>
    getPath(state.get(typeof first === 'object' ? String(getPath(message, first)) : String(first)), rest, message)
}

/** `#:(disk)::count` names the store in front of the path, as Node-RED writes it. */
export const parseStatePath = (
  text: string
): { readonly store?: string; readonly path: ReturnType<typeof parsePath> } => {
  const found = /^#:\((.+?)\)::(.*)$/s.exec(text)
  return found ? { store: found[1] as string, path: parsePath(found[2] as string) } : { path: parsePath(text) }
}
