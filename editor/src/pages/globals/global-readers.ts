import type { Flow, StoredIntegration } from '@millrace/engine'
import { isObject } from '@millrace/sdk'

/** What reads a global by a template, `{{globals.name}}`. */
export interface GlobalReaders {
  readonly integrations: readonly StoredIntegration[]
  /** Flows with the number of their nodes that read it; those that have a value of their own are left out. */
  readonly flows: readonly { readonly flow: Flow; readonly nodes: number }[]
}

export const readersOf = (
  name: string,
  integrations: readonly StoredIntegration[],
  flows: readonly Flow[]
): GlobalReaders => ({
  integrations: integrations.filter(({ config }) => reads(config, name)),
  flows: flows.flatMap(flow => {
    const nodes = overrides(flow, name) ? 0 : flow.nodes.filter(({ config }) => reads(config, name)).length
    return nodes > 0 ? [{ flow, nodes }] : []
  })
})

export const overrides = ({ env }: Flow, name: string): boolean => env !== undefined && Object.hasOwn(env, name)

const reads = (value: unknown, name: string): boolean => {
  if (typeof value === 'string') return namesOf(value).has(name)
  if (Array.isArray(value)) return value.some(part => reads(part, name))
  return isObject(value) && Object.values(value).some(part => reads(part, name))
}

/** The globals that the holes of a template name. */
const namesOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/\{\{([^}]*)\}\}/g)].flatMap(([, hole = '']) =>
      [...hole.matchAll(/\bglobals\.([A-Za-z_$][\w$]*)/g)].map(([, name = '']) => name)
    )
  )

/** What saving these values sets off: the enabled integrations that connect anew, and how many nodes read a new value. */
export const effectOf = (
  changed: readonly string[],
  integrations: readonly StoredIntegration[],
  flows: readonly Flow[]
): { readonly reconnect: readonly StoredIntegration[]; readonly nodes: number } => {
  const readers = changed.map(name => readersOf(name, integrations, flows))
  const reconnect = integrations.filter(
    one => one.enabled !== false && readers.some(reader => reader.integrations.includes(one))
  )
  const nodes = flows
    .filter(({ enabled }) => enabled !== false)
    .flatMap(flow =>
      flow.nodes.filter(({ config }) => changed.some(name => !overrides(flow, name) && reads(config, name)))
    )
  return { reconnect, nodes: nodes.length }
}

/** Names whose value is another, new or gone. */
export const changedNames = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  same: (a: unknown, b: unknown) => boolean
): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(name => !same(before[name], after[name]))
