import type { Flow, FlowNode, FlowProblem } from '@millrace/engine'
import { asJson, type Definition, isObject, type JsonSchema, type Problem } from '@millrace/sdk'
import { referenceProblems, sealConfig } from '../vault/seal-config.ts'
import type { Vault } from '../vault/vault.ts'

/** Finds the definition of a type. */
export type Definitions = (type: string) => Definition | undefined

interface SealedFlows {
  readonly flows: readonly Flow[]
  /** Ids of the secrets that were taken into the vault. */
  readonly made: readonly string[]
}

/** Saved secrets that these flows may not use: another node's, or one of a node that now connects elsewhere. */
export const flowSecretProblems = (
  { definition, flows: before }: { readonly definition: Definitions; readonly flows: readonly Flow[] },
  vault: Vault,
  flows: readonly Flow[]
): readonly FlowProblem[] => {
  const stored = storedConfigs(before)
  return flows.flatMap(flow =>
    flow.nodes.flatMap(node => {
      const schema = schemaOf(definition, node)
      if (schema === undefined) return []
      const owner = `${flow.id}/${node.id}`
      const request = { schema, config: node.config, owner, stored: stored.get(owner) }
      return referenceProblems(request, vault).map(problem => problemOf(flow, node, problem))
    })
  )
}

/** The flows with the plain secrets of their nodes taken into the vault. Nodes that hold none stay the same objects. */
export const sealFlows = (definition: Definitions, vault: Vault, flows: readonly Flow[]): SealedFlows => {
  const made: string[] = []
  const sealed = flows.map(flow => {
    let changed = false
    const nodes = flow.nodes.map(node => {
      const schema = schemaOf(definition, node)
      if (schema === undefined || node.config === undefined) return node
      const owner = `${flow.id}/${node.id}`
      const { config, made: ids } = sealConfig({ schema, config: node.config, owner, stored: undefined }, vault)
      if (ids.length === 0) return node
      changed = true
      made.push(...ids)
      return { ...node, config: config as Record<string, unknown> }
    })
    return changed ? { ...flow, nodes } : flow
  })
  return { flows: sealed, made }
}

const storedConfigs = (flows: readonly Flow[]): ReadonlyMap<string, unknown> =>
  new Map(flows.flatMap(({ id, nodes }) => nodes.map(({ id: node, config }) => [`${id}/${node}`, config] as const)))

/** Only of types with secrets: most nodes have none and are not walked. */
const schemaOf = (definition: Definitions, { type }: FlowNode): JsonSchema | undefined => {
  const found = definition(type)
  const schema = found && asJson(found.config)
  return schema && holdsSecrets(schema) ? schema : undefined
}

const known = new WeakMap<JsonSchema, boolean>()

const holdsSecrets = (schema: JsonSchema): boolean => {
  const before = known.get(schema)
  if (before !== undefined) return before
  const inside = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : [])
  ]
  const holds = schema.secret === true || inside.some(part => isObject(part) && holdsSecrets(part))
  known.set(schema, holds)
  return holds
}

const problemOf = (flow: Flow, node: FlowNode, { path, message }: Problem): FlowProblem => ({
  flow: flow.id,
  node: node.id,
  path: `/config${path}`,
  message,
  severity: 'error'
})
