import { ConfigError, FlowError, type Node, type Trigger } from '@millrace/sdk'
import type { Readings } from '../config-host.ts'
import type { Connections } from '../connection/connections.ts'
import type { Entrance } from '../delivery/entrance.ts'
import type { Flow, FlowNode } from '../files/flow.ts'
import { DeployError } from './deploy-error.ts'
import { Graph, type Hearer } from './graph.ts'
import { changedKeys, sameFlow, sameNode } from './same.ts'
import { addressOf, retryOf, type StartSources, startNode, startTrigger } from './start-node.ts'
import type { TriggerUnit } from './trigger-unit.ts'
import type { Unit } from './unit.ts'

/** What runs of the flows: one graph for each enabled flow, and the nodes and triggers behind them. */
interface Running {
  readonly graphs: Map<string, Graph>
  readonly units: Map<string, Unit>
  readonly hearers: Map<string, Hearer>
  readonly triggers: Map<string, TriggerUnit>
}

const nothing = (): Running => ({ graphs: new Map(), units: new Map(), hearers: new Map(), triggers: new Map() })

/** Milliseconds that a deploy waits for new triggers to start before it reports; they go on starting after it. */
const START_PATIENCE = 5000

/**
 * Takes the flows from one revision to the next: starts what is new or changed, switches triggers to the new graphs in
 * one step, and lets messages finish on the graph that they started on before old nodes are released.
 */
export class Deployment {
  flows: readonly Flow[] = []
  #running = nothing()
  #live = false
  readonly #sources: StartSources
  readonly #connections: Connections
  readonly #retiring = new Set<Promise<void>>()

  constructor(sources: StartSources, connections: Connections) {
    this.#sources = sources
    this.#connections = connections
  }

  unit(address: string): Unit | undefined {
    return this.#running.units.get(address)
  }

  trigger(address: string): TriggerUnit | undefined {
    return this.#running.triggers.get(address)
  }

  get units(): Iterable<Unit> {
    return this.#running.units.values()
  }

  get triggers(): Iterable<TriggerUnit> {
    return this.#running.triggers.values()
  }

  graph(flow: string): Graph | undefined {
    return this.#running.graphs.get(flow)
  }

  /** Where a message enters now: a trigger that runs, a node that held it, or nowhere yet because its flow is disabled. */
  entrance(flow: string, node: string): Entrance | undefined {
    const address = addressOf(flow, node)
    const trigger = this.#running.triggers.get(address)
    if (trigger) return trigger
    const stored = this.flows.find(({ id }) => id === flow)
    if (!stored?.nodes.some(({ id }) => id === node)) return undefined
    const graph = this.#running.graphs.get(flow)
    const station = graph?.stations.get(node)
    const own = stored.nodes.find(({ id }) => id === node)?.retry
    return {
      flow,
      node,
      retry: { ...retryOf(stored, this.#sources.settings), ...own },
      held: true,
      stations: station && [station],
      ground: station && graph,
      gate: this.#sources.gate(address),
      redelivers: false,
      replies: false
    }
  }

  /**
   * All or nothing: throws a DeployError, with nothing changed, when a node cannot be created. Nodes whose config read
   * something that `changed` names are made anew. Flows in `broken` are kept but do not run.
   */
  async switchTo(
    flows: readonly Flow[],
    changed: (readings: Readings) => boolean = () => false,
    broken: ReadonlySet<string> = new Set()
  ): Promise<void> {
    const next = this.#prepare(
      flows.filter(({ id, enabled }) => enabled !== false && !broken.has(id)),
      changed
    )
    const before = this.#running
    this.#running = next
    this.flows = flows
    const stopping = [...before.triggers.values()].filter(trigger => next.triggers.get(trigger.address) !== trigger)
    const starting = [...next.triggers.values()].filter(trigger => before.triggers.get(trigger.address) !== trigger)
    this.#enter(next)
    this.#retire(before, next)
    const gone = new FlowError('NODE_STOPPED', 'a deploy changed or removed this node')
    await Promise.all(stopping.map(trigger => this.#stopTrigger(trigger, gone)))
    for (const unit of next.units.values()) if (before.units.get(unit.address) !== unit) this.#acquire(unit)
    this.#sources.arrivals.unpark()
    if (this.#live) await patiently(Promise.all(starting.map(trigger => this.#startTrigger(trigger))))
  }

  /** Starts the triggers. Those with a connection start when it comes. */
  async start(): Promise<void> {
    this.#live = true
    const triggers = [...this.#running.triggers.values()]
    const [bound, free] = [triggers.filter(t => t.integration), triggers.filter(t => !t.integration)]
    for (const trigger of bound) void this.#startTrigger(trigger)
    this.#connections.open()
    await patiently(Promise.all(free.map(trigger => this.#startTrigger(trigger))))
  }

  /** Stops the triggers: nothing new arrives. Nodes go on with what is under way. */
  async stopTriggers(): Promise<void> {
    this.#live = false
    const reason = new FlowError('RUNTIME_STOPPED', 'the runtime is stopping')
    await Promise.all([...this.#running.triggers.values()].map(trigger => trigger.stop(reason)))
  }

  async close(): Promise<void> {
    for (const graph of this.#running.graphs.values()) graph.onIdle = undefined
    await Promise.all([...this.#running.units.values()].map(unit => unit.stop()))
    await Promise.all(this.#retiring)
    this.#running = nothing()
  }

  #prepare(flows: readonly Flow[], changed: (readings: Readings) => boolean): Running {
    const next = nothing()
    const fresh: Unit[] = []
    try {
      for (const flow of flows) fresh.push(...this.#prepareFlow(flow, changed, next))
    } catch (error) {
      for (const unit of fresh) void unit.stop()
      throw error
    }
    return next
  }

  #prepareFlow(flow: Flow, changed: (readings: Readings) => boolean, next: Running): Unit[] {
    const before = this.flows.find(({ id, enabled }) => id === flow.id && enabled !== false)
    const nodesBefore = new Map(before?.nodes.map(node => [node.id, node]))
    const env = changedKeys(before?.env, flow.env)
    const again = (readings: Readings) => changed(readings) || [...readings.globals].some(name => env.has(name))
    const units = new Map<string, Unit>()
    const hearers = new Map<string, Hearer>()
    const fresh: Unit[] = []
    let touched = false
    for (const node of flow.nodes) {
      const definition = this.#sources.registry.get(node.type)
      if (node.enabled === false || !definition) continue
      const same = sameNode(nodesBefore.get(node.id), node)
      if (definition.kind === 'trigger') this.#keepTrigger(definition, flow, node, same, again, next)
      if (definition.kind !== 'node' || definition.inert) continue
      const kept = this.#keepNode(definition, flow, node, same, again)
      if (kept.fresh) fresh.push(kept.unit)
      touched ||= kept.fresh
      units.set(node.id, kept.unit)
      next.units.set(kept.unit.address, kept.unit)
      if (!kept.hearer) continue
      hearers.set(node.id, kept.hearer)
      next.hearers.set(kept.unit.address, kept.hearer)
    }
    const graph = this.#running.graphs.get(flow.id)
    next.graphs.set(flow.id, graph && !touched && sameFlow(before, flow) ? graph : new Graph(flow, units, hearers))
    return fresh
  }

  #keepNode(definition: Node, flow: Flow, node: FlowNode, same: boolean, again: (readings: Readings) => boolean) {
    const address = addressOf(flow.id, node.id)
    const unit = this.#running.units.get(address)
    if (unit && same && !again(unit.readings)) {
      unit.name = node.name || definition.title
      return { unit, hearer: this.#running.hearers.get(address), fresh: false }
    }
    const started = refusing(flow, node, () => startNode(this.#sources, definition, flow, node))
    return { ...started, fresh: true }
  }

  #keepTrigger(
    definition: Trigger,
    flow: Flow,
    node: FlowNode,
    same: boolean,
    again: (readings: Readings) => boolean,
    next: Running
  ): void {
    const address = addressOf(flow.id, node.id)
    const trigger = this.#running.triggers.get(address)
    const kept =
      trigger && same && !again(trigger.readings)
        ? trigger
        : refusing(flow, node, () => startTrigger(this.#sources, definition, flow, node))
    kept.name = node.name || definition.title
    next.triggers.set(address, kept)
  }

  /** Points every trigger at its stations in the new graphs: one synchronous step, no message sees half of it. */
  #enter({ triggers, graphs }: Running): void {
    for (const trigger of triggers.values()) {
      const graph = graphs.get(trigger.flow)
      trigger.stations = graph?.behind(trigger.node)
      trigger.ground = graph
      if (graph) trigger.retry = retryOf(graph.flow, this.#sources.settings)
    }
  }

  /** Old nodes are released when the last message that started on their graph has settled, or the drain time is over. */
  #retire(before: Running, next: Running): void {
    for (const [id, graph] of before.graphs) {
      if (next.graphs.get(id) === graph) continue
      const units = [...graph.stations.values()]
        .map(({ unit }) => unit)
        .filter(unit => next.units.get(unit.address) !== unit)
      const heir = next.graphs.get(id)
      if (heir) this.#sources.arrivals.move(graph, heir, heir.stations)
      const retiring = this.#drain(graph)
        .then(() => Promise.all(units.map(unit => this.#release(unit))))
        .then(() => void this.#retiring.delete(retiring))
      this.#retiring.add(retiring)
    }
  }

  async #drain(graph: Graph): Promise<void> {
    if (graph.pending === 0) return
    const { settings, arrivals } = this.#sources
    let timer: ReturnType<typeof setTimeout> | undefined
    const expired = new Promise<boolean>(resolve => {
      timer = setTimeout(resolve, settings.drainTimeout, true)
    })
    const idle = new Promise<boolean>(resolve => {
      graph.onIdle = () => resolve(false)
    })
    if (await Promise.race([idle, expired]))
      arrivals.restart(
        graph,
        new FlowError('NODE_STOPPED', 'a deploy has replaced this flow, and its time to finish is over')
      )
    clearTimeout(timer)
  }

  #acquire(unit: Unit): void {
    if (unit.integration !== undefined) void this.#connections.acquire(unit.integration, unit)
  }

  async #release(unit: Unit): Promise<void> {
    if (unit.integration !== undefined) await this.#connections.release(unit.integration, unit)
    await unit.stop()
  }

  async #startTrigger(trigger: TriggerUnit): Promise<void> {
    if (trigger.integration === undefined) await trigger.start()
    else await this.#connections.acquire(trigger.integration, trigger)
  }

  async #stopTrigger(trigger: TriggerUnit, reason: FlowError): Promise<void> {
    await trigger.stop(reason)
    if (trigger.integration !== undefined) await this.#connections.release(trigger.integration, trigger)
  }
}

/** A node that cannot be created refuses the deploy, and says where. */
const refusing = <T>(flow: Flow, node: FlowNode, start: () => T): T => {
  try {
    return start()
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [{ path: '', message: (error as Error).message }]
    throw new DeployError(problems.map(problem => ({ ...problem, flow: flow.id, node: node.id, severity: 'error' })))
  }
}

const patiently = async (work: Promise<unknown>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise(resolve => {
    timer = setTimeout(resolve, START_PATIENCE)
  })
  await Promise.race([work, patience])
  clearTimeout(timer)
}
