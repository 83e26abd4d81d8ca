import {
  asJson,
  ConfigError,
  type Definition,
  fill,
  hasTemplate,
  type Problem,
  portsOf,
  templateProblem
} from '@millrace/sdk'
import type { Flow, FlowNode } from '../files/flow.ts'
import type { StoredIntegration } from '../files/integration.ts'
import { migrate } from '../files/migrate.ts'
import { ownProblems } from '../own-problems.ts'
import type { FlowProblem } from '../runtime-view.ts'
import { type ReadySources, readyConfig } from './ready-config.ts'

export interface ValidateSources extends ReadySources {
  integration(id: string): StoredIntegration | undefined
}

/** What was found of a node, and what it rested on. */
interface Verdict {
  readonly surroundings: object
  readonly env: Flow['env']
  readonly ports: number
  readonly problems: readonly Problem[]
}
const verdicts = new WeakMap<FlowNode, Verdict>()

/** Everything that stops these flows from running, and what a person should know besides. */
export const validateFlows = (flows: readonly Flow[], sources: ValidateSources): FlowProblem[] => {
  const problems = flows.flatMap(flow => validateFlow(flow, sources))
  const ids = new Set<string>()
  for (const { id } of flows) {
    if (ids.has(id))
      problems.push({ flow: id, path: '/id', message: 'is the id of another flow too', severity: 'error' })
    ids.add(id)
  }
  return problems
}

const validateFlow = (flow: Flow, sources: ValidateSources): FlowProblem[] => {
  const byId = new Map(flow.nodes.map(node => [node.id, node]))
  const problems: FlowProblem[] = flow.nodes.flatMap((node, i) => {
    const found = nodeProblems(flow, node, byId, sources)
    if (byId.get(node.id) !== node)
      found.push({ path: `/nodes/${i}/id`, message: 'is the id of another node too', severity: 'error' })
    return found.map(problem => ({ flow: flow.id, node: node.id, ...problem }))
  })
  return problems
}

type Found = Problem & { readonly severity: FlowProblem['severity'] }

const nodeProblems = (
  flow: Flow,
  node: FlowNode,
  byId: ReadonlyMap<string, FlowNode>,
  sources: ValidateSources
): Found[] => {
  const definition = sources.registry.get(node.type)
  const severity: FlowProblem['severity'] = node.enabled === false || flow.enabled === false ? 'warning' : 'error'
  if (definition === undefined)
    return [
      {
        path: '/type',
        message: `no plugin contributes ${node.type}: install its plugin, or disable the node`,
        severity
      }
    ]
  if (definition.kind !== 'node' && definition.kind !== 'trigger')
    return [{ path: '/type', message: `${node.type} is not a node`, severity }]
  const { ports, problems } = verdictOf(flow, node, definition, sources)
  const found: Found[] = wireProblems(node, ports, byId, sources).map(wire => ({
    ...wire,
    severity: wire.severity === 'error' ? severity : wire.severity
  }))
  for (const problem of problems) found.push({ ...problem, severity })
  return found
}

/** A node that was looked at before, in the same surroundings, is not looked at again. */
const verdictOf = (flow: Flow, node: FlowNode, definition: Definition, sources: ValidateSources): Verdict => {
  const surroundings = sources.surroundings()
  const known = verdicts.get(node)
  if (known?.surroundings === surroundings && known.env === flow.env) return known
  const verdict = {
    surroundings,
    env: flow.env,
    ports: portCount(node, definition),
    problems: [...integrationProblems(node, definition, sources), ...configProblems(flow, node, definition, sources)]
  }
  verdicts.set(node, verdict)
  return verdict
}

const portCount = (node: FlowNode, definition: Definition): number => {
  if (definition.kind === 'trigger') return 1
  if (definition.kind !== 'node') return 0
  if (typeof definition.outputs === 'number') return definition.outputs
  const config = fill(asJson(definition.config), node.config ?? {}) as Record<string, unknown>
  return portsOf(definition.outputs, config).count
}

const wireProblems = (
  node: FlowNode,
  count: number,
  byId: ReadonlyMap<string, FlowNode>,
  { registry }: ValidateSources
): Found[] => {
  const problems: Found[] = []
  node.wires.forEach((targets, port) => {
    const path = `/wires/${port}`
    if (targets.length > 0 && port >= count)
      problems.push({ path, message: `leaves output ${port + 1}, and the node has ${count}`, severity: 'warning' })
    for (const target of targets) {
      const to = byId.get(target)
      if (to === undefined)
        problems.push({ path, message: `leads to ${target}, which is not in this flow`, severity: 'error' })
      else if (hasNoInput(registry.get(to.type)))
        problems.push({ path, message: `leads to ${nameOf(to, registry)}, which has no input`, severity: 'error' })
    }
  })
  return problems
}

const hasNoInput = (definition: Definition | undefined): boolean =>
  definition?.kind === 'trigger' || (definition?.kind === 'node' && definition.inert === true)

const nameOf = (node: FlowNode, registry: ValidateSources['registry']): string =>
  node.name || (registry.get(node.type)?.title ?? node.type)

const integrationProblems = (node: FlowNode, definition: Definition, sources: ValidateSources): Problem[] => {
  if (definition.kind !== 'node' && definition.kind !== 'trigger') return []
  const wanted = definition.integration
  if (wanted === undefined) return []
  if (node.integration === undefined)
    return [
      { path: '/integration', message: `is required: choose a connection of the type ${wanted.title ?? wanted.type}` }
    ]
  if (hasTemplate(node.integration)) {
    const message = templateProblem(node.integration, definition.kind === 'node')
    return message === undefined ? [] : [{ path: '/integration', message }]
  }
  const stored = sources.integration(node.integration)
  if (stored === undefined)
    return [{ path: '/integration', message: `names ${node.integration}, which does not exist` }]
  return stored.type === wanted.type
    ? []
    : [{ path: '/integration', message: `is a ${stored.type}, and ${definition.title} needs a ${wanted.type}` }]
}

const configProblems = (flow: Flow, node: FlowNode, definition: Definition, sources: ValidateSources): Problem[] => {
  const at = ({ path, message }: Problem) => ({ path: `/config${path}`, message })
  try {
    readyConfig(sources, definition, flow, node)
    return ownProblems(definition, migrate(definition, node), sources.options.secret).map(at)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(at)
    return [{ path: '/config', message: (error as Error).message }]
  }
}
