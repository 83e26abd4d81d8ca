import type { Flow, FlowNode, FlowProblem } from '@millrace/engine'
import { check, type DefinitionView, fill } from '@millrace/sdk'

/** By flow, then by node; what belongs to the flow itself stands under the empty id. */
export type Problems = ReadonlyMap<string, ReadonlyMap<string, readonly FlowProblem[]>>

/** What the server found when it was asked last, and the flows that it was asked about. */
export interface ServerFindings {
  readonly flows: readonly Flow[]
  readonly problems: readonly FlowProblem[]
}

type Catalog = ReadonlyMap<string, DefinitionView>

/** What the editor can say at once about a node: whether its type is known and its config fits the schema. */
export const checkNode = (flow: string, node: FlowNode, catalog: Catalog): readonly FlowProblem[] => {
  const definition = catalog.get(node.type)
  const found = definition
    ? check(definition.config, fill(definition.config, node.config ?? {}))
    : [{ path: '', message: `is of the type ${node.type}, which no plugin contributes` }]
  return found.map(problem => ({ ...problem, flow, node: node.id, severity: 'error' }))
}

/** Checks nodes as they are edited: each node object once for each catalog. */
export const liveCheck = (): ((
  flows: readonly Flow[],
  catalog: Catalog,
  server: ServerFindings | undefined
) => Problems) => {
  let checked = new WeakMap<FlowNode, readonly FlowProblem[]>()
  let checkedWith: Catalog | undefined

  const local = (flow: string, node: FlowNode, catalog: Catalog): readonly FlowProblem[] => {
    const known = checked.get(node)
    if (known) return known
    const found = checkNode(flow, node, catalog)
    checked.set(node, found)
    return found
  }

  return (flows, catalog, server) => {
    if (catalog !== checkedWith) {
      checked = new WeakMap()
      checkedWith = catalog
    }
    const remote = server ? stillTrue(flows, server) : []
    const all = new Map<string, ReadonlyMap<string, readonly FlowProblem[]>>()
    for (const flow of flows) {
      const found = new Map<string, FlowProblem[]>()
      for (const node of flow.nodes) for (const problem of local(flow.id, node, catalog)) add(found, problem)
      for (const problem of remote) if (problem.flow === flow.id) add(found, problem)
      if (found.size > 0) all.set(flow.id, found)
    }
    return all
  }
}

const add = (found: Map<string, FlowProblem[]>, problem: FlowProblem): void => {
  const id = problem.node ?? ''
  const own = found.get(id)
  if (!own) found.set(id, [problem])
  else if (!own.some(({ path, message }) => path === problem.path && message === problem.message)) own.push(problem)
}

/** What the server said of a node that has been edited since is left out until it is asked again. */
const stillTrue = (flows: readonly Flow[], { flows: asked, problems }: ServerFindings): readonly FlowProblem[] =>
  problems.filter(({ flow: id, node }) => {
    const now = flows.find(flow => flow.id === id)
    const then = asked.find(flow => flow.id === id)
    if (now === undefined || now === then) return now !== undefined
    if (node === undefined) return true
    return now.nodes.find(one => one.id === node) === then?.nodes.find(one => one.id === node)
  })

export interface FlowTally {
  readonly errors: number
  readonly warnings: number
}

export const tally = (problems: Problems, flow: string): FlowTally => {
  const all = [...(problems.get(flow)?.values() ?? [])].flat()
  const errors = all.filter(({ severity }) => severity === 'error').length
  return { errors, warnings: all.length - errors }
}
