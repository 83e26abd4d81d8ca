import { ConfigError, type Definition, parse } from '@millrace/sdk'
import { configHost, type HostSources, type Readings } from '../config-host.ts'
import type { Flow, FlowNode } from '../files/flow.ts'
import { migrate } from '../files/migrate.ts'

export interface ReadySources extends HostSources {
  /** Another object whenever anything that a config rests on has changed: globals, credentials, integrations, plugins. */
  surroundings(): object
}

/** A stored config made ready, and what was read for it. */
export interface ReadyConfig {
  readonly config: Record<string, unknown>
  readonly readings: Readings
}

interface Known {
  readonly surroundings: object
  readonly env: Flow['env']
  readonly flow: string
  readonly ready: ReadyConfig | ConfigError
}

const known = new WeakMap<FlowNode, Known>()

/**
 * The ready config of a node. Throws a ConfigError with paths below its config. A deploy asks twice, to validate and to
 * start; the second time it is there.
 */
export const readyConfig = (sources: ReadySources, definition: Definition, flow: Flow, node: FlowNode): ReadyConfig => {
  const surroundings = sources.surroundings()
  const before = known.get(node)
  const found =
    before?.surroundings === surroundings && before.env === flow.env && before.flow === flow.id
      ? before
      : { surroundings, env: flow.env, flow: flow.id, ready: make(sources, definition, flow, node) }
  known.set(node, found)
  if (found.ready instanceof ConfigError) throw found.ready
  return found.ready
}

const make = (sources: ReadySources, definition: Definition, flow: Flow, node: FlowNode): ReadyConfig | ConfigError => {
  const readings: Readings = { globals: new Set(), credentials: new Set() }
  try {
    const config = parse(definition.config, migrate(definition, node), configHost(sources, readings, flow))
    return { config: config as Record<string, unknown>, readings }
  } catch (error) {
    return error instanceof ConfigError ? error : new ConfigError([{ path: '', message: (error as Error).message }])
  }
}
