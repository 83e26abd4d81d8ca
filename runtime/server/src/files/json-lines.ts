import { pointerStep } from '@millrace/sdk'

/** Where a JSON text holds what, for messages to people. */
export interface JsonLines {
  /** The line, from 1, of the value at a JSON pointer; of what surrounds it when it is not there. */
  lineOf(pointer: string): number
  /** Where it stops being JSON, if it does. */
  readonly brokenAt?: Place
}

interface Place {
  readonly line: number
  readonly column: number
}

const SPACE = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings, which is what breaks at a line's end
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Reads a text for its lines alone; `JSON.parse` reads the values. */
export const jsonLines = (text: string): JsonLines => {
  const reader = new Reader(text)
  const lineOf = (pointer: string): number => {
    const offset = reader.offsets.get(pointer)
    if (offset === undefined && pointer !== '') return lineOf(pointer.slice(0, pointer.lastIndexOf('/')))
    return placeOf(text, offset ?? 0).line
  }
  try {
    reader.value('')
    reader.skip()
    if (reader.at < text.length) throw reader.broken
    return { lineOf }
  } catch (error) {
    if (error !== reader.broken) throw error
    return { lineOf, brokenAt: placeOf(text, reader.at) }
  }
}

const placeOf = (text: string, offset: number): Place => {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

class Reader {
  readonly offsets = new Map<string, number>()
  readonly broken = new Error('not JSON')
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  skip(): void {
    this.take(SPACE)
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  /** Steps over one character, if it is this one. */
  step(character: string): boolean {
    this.skip()
    const there = this.text[this.at] === character
    if (there) this.at++
    return there
  }

  value(pointer: string): void {
    this.skip()
    this.offsets.set(pointer, this.at)
    if (this.step('{')) this.items('}', () => this.field(pointer))
    else if (this.step('[')) this.items(']', i => this.value(pointer + pointerStep(i)))
    else if (this.take(STRING) === undefined && this.take(SCALAR) === undefined) throw this.broken
  }

  items(close: string, read: (index: number) => void): void {
    if (this.step(close)) return
    for (let i = 0; ; i++) {
      read(i)
      if (this.step(close)) return
      if (!this.step(',')) throw this.broken
    }
  }

  field(pointer: string): void {
    this.skip()
    const key = this.take(STRING)
    if (key === undefined || !this.step(':')) throw this.broken
    this.value(pointer + pointerStep(JSON.parse(key)))
  }
}
