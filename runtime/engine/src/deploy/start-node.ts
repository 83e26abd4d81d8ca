import {
  ConfigError,
  type Definition,
  FlowError,
  type Guarantee,
  hasTemplate,
  type Message,
  type Node,
  type NodeContext,
  portsOf,
  renderStart,
  type StatusLevel,
  type Trigger
} from '@millrace/sdk'
import { deepFreeze } from '@millrace/sdk/testing'
import { configHost, type HostSources } from '../config-host.ts'
import type { Connections } from '../connection/connections.ts'
import { runAs, runnerAs } from '../culprit.ts'
import type { Arrivals } from '../delivery/arrivals.ts'
import type { Gate } from '../delivery/gate.ts'
import type { Scheduler } from '../delivery/scheduler.ts'
import type { Flow, FlowNode, RetryPolicy } from '../files/flow.ts'
import { Releases } from '../release.ts'
import type { Replies } from '../replies.ts'
import type { RuntimeSettings } from '../runtime-options.ts'
import { stateOf } from '../state.ts'
import { type ContextSources, contextParts } from './context.ts'
import type { Counts } from './counts.ts'
import type { Hearer } from './graph.ts'
import { makeDoor } from './make-door.ts'
import { type ReadyConfig, type ReadySources, readyConfig } from './ready-config.ts'
import { TriggerUnit } from './trigger-unit.ts'
import { Unit } from './unit.ts'

/** All that starting a node takes from the runtime. */
export interface StartSources extends ReadySources, ContextSources {
  readonly options: HostSources['options'] & ContextSources['options']
  readonly settings: RuntimeSettings
  readonly scheduler: Scheduler
  readonly arrivals: Arrivals
  readonly replies: Replies
  connections(): Connections
  gate(address: string, limit?: number): Gate
  counts(address: string): Counts
  status(address: string, text: string, level: StatusLevel): void
}

export const addressOf = (flow: string, node: string): string => `${flow}/${node}`

export const retryOf = (flow: Flow, { retry }: RuntimeSettings): Required<RetryPolicy> => ({ ...retry, ...flow.retry })

/** A started node, with what it hears when it is a catch, status or complete node. */
export interface Started {
  readonly unit: Unit
  readonly hearer: Hearer | undefined
}

export const startNode = (sources: StartSources, definition: Node, flow: Flow, node: FlowNode): Started => {
  const { config, readings } = readConfig(sources, definition, flow, node)
  const address = addressOf(flow.id, node.id)
  const parts = contextParts(sources, address, node.name || definition.title)
  const releases = new Releases(parts.log)
  let press: ((input: unknown) => unknown) | undefined
  const context: NodeContext<Record<string, unknown>> = {
    ...parts,
    config,
    place: { flow: flow.id, node: node.id, outputs: portsOf(definition.outputs, config).count },
    signal: releases.signal,
    defer: releases.defer,
    status: (text, level = 'ok') => sources.status(address, text, level),
    debug: ({ level = 'debug', topic, ...shown }) => {
      if (sources.events.heard('debug'))
        sources.events.emit('debug', {
          address,
          name: unit.name,
          at: Date.now(),
          level,
          ...(topic !== undefined && { topic }),
          ...shown
        })
    },
    reply: sources.replies.reply,
    onPress: pressed => {
      press = pressed
    },
    state: (scope, store) => stateOf(sources.states, scope, scope === 'node' ? address : flow.id, store),
    env: configHost(sources, readings, flow).env
  }
  const integration =
    definition.integration && node.integration && renderStart(node.integration, configHost(sources, readings, flow))
  const handler = createHandler(definition, context, releases)
  const unit = new Unit({
    address,
    type: definition.type,
    name: parts.name,
    integration: integration !== undefined && hasTemplate(integration) ? undefined : integration,
    handler,
    door: makeDoor(sources, definition, config, integration, releases),
    guarantee: guaranteeOf(definition, config),
    holds: definition.holds ?? false,
    retry: node.retry && { ...retryOf(flow, sources.settings), ...node.retry },
    counts: sources.counts(address),
    readings,
    releases,
    press,
    finish: freezer(sources.settings)
  })
  const { hears } = definition
  return { unit, hearer: hears && { hears, scope: definition.scope?.(config) ?? {} } }
}

/** A node that says nothing does nothing outside, unless it has an integration to do it with. */
const guaranteeOf = ({ guarantee, integration }: Node, config: Record<string, unknown>): Guarantee =>
  (typeof guarantee === 'function' ? guarantee(config) : guarantee) ?? (integration ? 'at least once' : 'idempotent')

/** Code of plugins runs under its address, so that an error that strays is named; where none can, it runs as it is. */
const createHandler = (definition: Node, context: NodeContext<Record<string, unknown>>, releases: Releases) => {
  try {
    const handler = runAs(context.id, () => definition.create(context))
    if (definition.traced === false) return handler
    const inContext = runnerAs(context.id)
    return (...of: Parameters<typeof handler>) => inContext(handler, ...of)
  } catch (error) {
    void releases.close()
    throw error
  }
}

const freezer = ({ freezeMessages }: RuntimeSettings): ((message: Message) => Message) | undefined =>
  freezeMessages ? deepFreeze : undefined

export const startTrigger = (sources: StartSources, definition: Trigger, flow: Flow, node: FlowNode): TriggerUnit => {
  const { config, readings } = readConfig(sources, definition, flow, node)
  const address = addressOf(flow.id, node.id)
  const integration = node.integration && renderStart(node.integration, configHost(sources, readings, flow))
  return new TriggerUnit(
    definition,
    flow.id,
    integration === undefined ? node : { ...node, integration },
    retryOf(flow, sources.settings),
    {
      context: contextParts(sources, address, node.name || definition.title),
      arrivals: sources.arrivals,
      replies: sources.replies,
      gate: sources.gate(address, node.maxInFlight ?? sources.settings.maxInFlight),
      counts: sources.counts(address),
      readings,
      config,
      http: signal => sources.options.http?.(address, signal) ?? noHttp,
      status: (text, level = 'ok') => sources.status(address, text, level),
      backoff: sources.settings.backoff,
      timeout: sources.settings.connectTimeout,
      freeze: freezer(sources.settings)
    }
  )
}

const noHttp = {
  route: () => {
    throw new FlowError('CODE_UNAVAILABLE', 'this runtime has no HTTP port: hand in `http` to createRuntime')
  },
  socket: () => {
    throw new FlowError('CODE_UNAVAILABLE', 'this runtime has no HTTP port: hand in `http` to createRuntime')
  }
}

const readConfig = (sources: StartSources, definition: Definition, flow: Flow, node: FlowNode): ReadyConfig => {
  try {
    return readyConfig(sources, definition, flow, node)
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [{ path: '', message: (error as Error).message }]
    throw new ConfigError(problems.map(({ path, message }) => ({ path: `/config${path}`, message })))
  }
}
