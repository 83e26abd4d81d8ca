import type { Flow } from '@millrace/engine'
import { readPiece } from '../../document/clipboard.ts'
import { newId } from '../../document/new-id.ts'

/** What a text that people bring holds. */
export type Brought =
  | { readonly kind: 'flows'; readonly flows: readonly Flow[] }
  | { readonly kind: 'nodes'; readonly nodes: number }
  | { readonly kind: 'node-red' }
  | { readonly kind: 'nothing'; readonly reason: 'not-json' | 'no-flow' }

/** Reads flows as they are exported, one flow file, or a piece of a flow. */
export const readFlows = (text: string): Brought => {
  const value = parsed(text)
  if (value === undefined) return { kind: 'nothing', reason: 'not-json' }
  const list = Array.isArray(value) ? value : isRecord(value) && Array.isArray(value.flows) ? value.flows : [value]
  if (list.length > 0 && list.every(isFlow)) return { kind: 'flows', flows: list }
  const piece = readPiece(text)
  if (piece) return { kind: 'nodes', nodes: piece.nodes.length }
  return list.some(isNodeRed) ? { kind: 'node-red' } : { kind: 'nothing', reason: 'no-flow' }
}

/** One file of several flows, for the clipboard or a folder. */
export const writeFlows = (flows: readonly Flow[]): string => JSON.stringify({ format: 1, flows }, null, 2)

/** Flows beside those that are there: an id that is taken is replaced, and a name gets a number. */
export const beside = (brought: readonly Flow[], there: readonly Flow[]): readonly Flow[] => {
  const ids = new Set(there.map(({ id }) => id))
  const names = new Set(there.map(({ name }) => name))
  return brought.map(flow => {
    const id = ids.has(flow.id) ? newId(ids) : flow.id
    const name = freeName(flow.name, names)
    ids.add(id)
    names.add(name)
    return { ...flow, id, name }
  })
}

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name} ${number}`
    if (!taken.has(tried)) return tried
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isFlow = (value: unknown): value is Flow =>
  isRecord(value) &&
  value.format === 1 &&
  typeof value.id === 'string' &&
  typeof value.name === 'string' &&
  Array.isArray(value.nodes) &&
  (value.nodes.length === 0 || readPiece(JSON.stringify(value.nodes)) !== undefined)

const isNodeRed = (value: unknown): boolean =>
  isRecord(value) && typeof value.type === 'string' && ('z' in value || value.type === 'tab')
