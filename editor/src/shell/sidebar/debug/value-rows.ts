import type { TreeRow } from '../../../design/tree.tsx'

export type ValueKind = 'string' | 'number' | 'bool' | 'null' | 'group'

/** One line of a value that is shown as a tree. */
export interface ValueRow extends TreeRow {
  /** What it is called; undefined for a stretch of a long list. */
  readonly key: string | undefined
  /** As it is shown on one line. */
  readonly text: string
  readonly kind: ValueKind
  /** From the message, as it is written in a node: `payload.items[3]`. */
  readonly path: string
  readonly value: unknown
}

/** Longer lists are shown in stretches of this many. */
const stretch = 100

type Child = readonly [key: string | undefined, path: string, value: unknown]

/** The lines of a value in sight: children only of what is open. Nothing is made for what is closed. */
export const rowsOf = (name: string, path: string, value: unknown, open: ReadonlySet<string>): readonly ValueRow[] => {
  const rows: ValueRow[] = []
  const add = (id: string, depth: number, [key, at, held]: Child): void => {
    const inside = isGroup(held)
    const expanded = inside && open.has(id)
    rows.push({
      id,
      depth,
      key,
      path: at,
      value: held,
      kind: kindOf(held),
      text: inside && !expanded ? preview(held) : inside ? summary(held) : scalar(held),
      ...(inside ? { expanded } : {})
    })
    if (expanded) for (const [index, child] of childrenOf(held, at).entries()) add(`${id}/${index}`, depth + 1, child)
  }
  add('', 0, [name, path, value])
  return rows
}

/** A part of a list that is too long to be shown at once. */
class Stretch {
  readonly from: number
  readonly items: readonly unknown[]
  constructor(from: number, items: readonly unknown[]) {
    this.from = from
    this.items = items
  }
}

const isGroup = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null || value instanceof Date) return false
  return sizeOf(value) > 0
}

const sizeOf = (value: object): number => {
  if (value instanceof Stretch) return value.items.length
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length
  if (value instanceof Map || value instanceof Set) return value.size
  return Object.keys(value).length
}

const childrenOf = (value: object, path: string): readonly Child[] => {
  if (value instanceof Stretch) return value.items.map((item, i) => indexed(path, value.from + i, item))
  if (value instanceof Set || Array.isArray(value) || value instanceof Uint8Array) return listed([...value], path)
  if (value instanceof Map) return [...value].map(([key, held]): Child => [String(key), path, held])
  return Object.entries(value).map(([key, held]): Child => [key, stepInto(path, key), held])
}

const listed = (items: readonly unknown[], path: string): readonly Child[] => {
  if (items.length <= stretch) return items.map((item, index) => indexed(path, index, item))
  return Array.from({ length: Math.ceil(items.length / stretch) }, (_, part): Child => {
    const from = part * stretch
    return [undefined, path, new Stretch(from, items.slice(from, from + stretch))]
  })
}

const indexed = (path: string, index: number, item: unknown): Child => [String(index), `${path}[${index}]`, item]

const stepInto = (path: string, key: string): string => {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

const kindOf = (value: unknown): ValueKind => {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Date) return 'number'
  if (typeof value === 'boolean') return 'bool'
  return value === null || value === undefined ? 'null' : 'group'
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

const summary = (value: object): string => {
  if (value instanceof Stretch) return `${value.from} … ${value.from + value.items.length - 1}`
  if (Array.isArray(value)) return `array, ${counted(value.length, 'item')}`
  if (value instanceof Uint8Array) return `buffer, ${counted(value.length, 'byte')}`
  if (value instanceof Map) return `map, ${value.size === 1 ? '1 entry' : `${value.size} entries`}`
  if (value instanceof Set) return `set, ${counted(value.size, 'item')}`
  return `object, ${counted(Object.keys(value).length, 'key')}`
}

/** As much of the inside as fits a line; the id of a message says nothing there. */
const preview = (value: object): string => {
  if (!isPlain(value)) return summary(value)
  if (typeof (value as Error).message === 'string' && 'name' in value) return String(value.name)
  const entries = Object.entries(value).filter(([key]) => key !== '_msgid')
  const shown = entries.slice(0, 3).map(([key, held]) => `${key}: ${brief(held)}`)
  return `{ ${shown.join(', ')}${entries.length > 3 ? ', …' : ''} }`
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype

const brief = (value: unknown): string => {
  if (!isGroup(value)) return scalar(value)
  return Array.isArray(value) ? `[${value.length}]` : '{…}'
}

/** Longer texts are cut on their line; copying takes the whole. */
const textLimit = 400

const scalar = (value: unknown): string => {
  if (typeof value === 'string')
    return JSON.stringify(value.length > textLimit ? `${value.slice(0, textLimit)}…` : value)
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString()
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : summary(value)
  return Object.is(value, -0) ? '-0' : String(value)
}

/** What copying a value puts on the clipboard: text as it is, anything else as JSON. */
export const copyText = (value: unknown): string => {
  if (value instanceof Stretch) return JSON.stringify(value.items)
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return JSON.stringify([...value])
  if (value instanceof Map || value instanceof Set) return JSON.stringify([...value])
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object' && value !== null)
    return JSON.stringify(value, (_, held) => (typeof held === 'bigint' ? `${held}` : held), 2)
  return String(value)
}
