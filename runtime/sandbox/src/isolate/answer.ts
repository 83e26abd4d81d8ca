import { randomBytes } from 'node:crypto'
import { decode, encode, parsePath } from '@millrace/sdk/values'
import type { Answers, StateScope } from '../boundary.ts'
import type { Ask } from '../inside/asking.ts'
import type { SplitUrl } from '../inside/url.ts'
import type { StateView } from './state-view.ts'

type Question = (fn: number, ...details: string[]) => unknown

/** Answers what code of one function asks while it runs. Errors leave as text: an error of the host must not get inside. */
export const answering = (answers: Answers, state: StateView) => {
  const questions: Record<string, Question> = {
    get: (fn, scope, store = '', key = '') => state.get(fn, scope as StateScope, store, key),
    set: (fn, scope, store = '', key = '', value = '') =>
      state.set(fn, scope as StateScope, store, key, value === '' ? undefined : decode(value)),
    add: (fn, scope, store = '', key = '', by = '') => state.add(fn, scope as StateScope, store, key, Number(by)),
    keys: (fn, scope, store = '') => state.keys(fn, scope as StateScope, store),
    env: (fn, name = '') => answers.env(fn, name),
    path: (_fn, text = '') => parsePath(text),
    random: (_fn, count) => randomBytes(Math.min(Math.max(Number(count) || 0, 0), 65_536)).toString('hex'),
    url: (_fn, change = '{}') => splitUrl(JSON.parse(change))
  }
  return (fn: number): Ask =>
    (question, ...details) => {
      try {
        const value = questions[question]?.(fn, ...details)
        return value === undefined ? '' : `=${encode(value)}`
      } catch (error) {
        return `!${(error as Error).message}`
      }
    }
}

const PARTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash'
] as const

const splitUrl: SplitUrl = ({ href, base, part, value = '' }) => {
  const parsed = URL.parse(href, base)
  if (!parsed) return undefined
  try {
    if (part !== undefined) Reflect.set(parsed, part, value)
  } catch {
    return undefined
  }
  return Object.fromEntries(PARTS.map(name => [name, parsed[name]]))
}
