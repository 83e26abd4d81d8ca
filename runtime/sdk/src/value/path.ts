import { FlowError } from '../errors.ts'

/** A property path as people write it, `payload.a[0]["b c"][msg.key]`, taken apart once. A nested array is a path into the message whose value is the key. */
export type Path = readonly (string | number | Path)[]

const WORD = /[^.[\]"'\s]+/y
const NUMBER = /\d+\]/y
const INNER = /msg\.|msg\[/y

/** Takes a path apart. Throws CONFIG_INVALID with the column (from 1) of what does not fit. */
export const parsePath = (text: string): Path => {
  const reader = new Reader(text)
  const path = reader.path()
  if (reader.at < text.length) reader.fail('unexpected')
  return path
}

/** What is wrong with a path, or undefined. */
export const checkPath = (text: string): string | undefined => {
  try {
    parsePath(text)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

class Reader {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  fail(what: string): never {
    const character = this.text[this.at]
    throw new FlowError(
      'CONFIG_INVALID',
      character === undefined
        ? `is not a property path: it ends too early`
        : `is not a property path: ${what} ${character} at column ${this.at + 1}`
    )
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  path(): Path {
    const steps: (string | number | Path)[] = []
    if (this.text[this.at] !== '[') steps.push(this.take(WORD) ?? this.fail('unexpected'))
    for (;;) {
      if (this.text[this.at] === '.') {
        this.at++
        steps.push(this.take(WORD) ?? this.fail('unexpected'))
      } else if (this.text[this.at] === '[') {
        this.at++
        steps.push(this.bracket())
      } else return steps
    }
  }

  bracket(): string | number | Path {
    const number = this.take(NUMBER)
    if (number !== undefined) return Number.parseInt(number, 10)
    const quote = this.text[this.at]
    if (quote === '"' || quote === "'") return this.quoted(quote)
    INNER.lastIndex = this.at
    if (!INNER.test(this.text)) this.fail('unexpected')
    const inner = this.path().slice(1)
    this.close()
    return inner
  }

  quoted(quote: string): string {
    this.at++
    const end = this.text.indexOf(quote, this.at)
    if (end < 0) {
      this.at = this.text.length
      this.fail('unexpected')
    }
    const key = this.text.slice(this.at, end)
    this.at = end + 1
    this.close()
    return key
  }

  close(): void {
    if (this.text[this.at] !== ']') this.fail('unexpected')
    this.at++
  }
}

// biome-ignore lint/suspicious/noExplicitAny: walks values of any shape
type Any = any

const key = (step: string | number | Path, message: unknown): string | number => {
  if (typeof step !== 'object') return step
  const value = getPath(message, step, message)
  return typeof value === 'number' ? value : String(value)
}

/** The value at the path, undefined where the path leads nowhere. */
export const getPath = (root: unknown, path: Path, message: unknown = root): unknown => {
  let value: Any = root
  for (const step of path) {
    if (value === null || value === undefined) return undefined
    value = value[key(step, message)]
  }
  return value
}

const forbidden = new Set<string | number>(['__proto__', 'constructor', 'prototype'])

/** A copy of the root with the value at the path, everything beside it shared. Missing objects on the way are made; undefined removes the property. Array items are removed by closing the gap. */
export const setPath = <T>(root: T, path: Path, value: unknown, message: unknown = root): T =>
  put(root, path, 0, value, message) as T

const put = (at: Any, path: Path, depth: number, value: unknown, message: unknown): Any => {
  const step = path[depth]
  if (step === undefined) return value
  const name = key(step, message)
  if (forbidden.has(name)) throw new FlowError('MESSAGE_REJECTED', `the property ${name} cannot be set`)
  if (value === undefined && (at === null || typeof at !== 'object')) return at
  const copy: Any = shallowCopy(at, typeof name === 'number')
  const last = depth === path.length - 1
  if (last && value === undefined) {
    if (Array.isArray(copy) && typeof name === 'number') copy.splice(name, 1)
    else delete copy[name]
    return copy
  }
  copy[name] = put(copy[name], path, depth + 1, value, message)
  return copy
}

const shallowCopy = (value: Any, asArray: boolean): Any => {
  if (Array.isArray(value)) return [...value]
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) return { ...value }
  return asArray ? [] : {}
}
