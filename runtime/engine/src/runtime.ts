import {
  asJson,
  ConfigError,
  check,
  type Definition,
  FlowError,
  fill,
  type Log,
  type Message,
  type Plugin,
  type Problem,
  type StatusLevel
} from '@millrace/sdk'
import type { Runtime } from './api.ts'
import type { HostSources, Readings } from './config-host.ts'
import { Connections } from './connection/connections.ts'
import { Arrivals } from './delivery/arrivals.ts'
import { Gate } from './delivery/gate.ts'
import { GuardedJournal } from './delivery/guarded-journal.ts'
import { Scheduler } from './delivery/scheduler.ts'
import type { ContextSources } from './deploy/context.ts'
import { type Counts, newCounts } from './deploy/counts.ts'
import { DeployError } from './deploy/deploy-error.ts'
import { Deployment } from './deploy/deployment.ts'
import { guaranteesOf } from './deploy/guarantees.ts'
import { changedKeys } from './deploy/same.ts'
import { addressOf, type StartSources } from './deploy/start-node.ts'
import { validateFlows } from './deploy/validate.ts'
import { Events } from './events.ts'
import { expiriesOf, type OwnedExpiry } from './expiries.ts'
import type { Flow } from './files/flow.ts'
import type { StoredCredential, StoredIntegration } from './files/integration.ts'
import { shareUnchanged } from './files/share-unchanged.ts'
import { IntegrationStates } from './integration-states.ts'
import type { Entry } from './journal.ts'
import { Losses } from './losses.ts'
import { memoryJournal } from './memory-journal.ts'
import { memoryStates, memoryStorages } from './memory-state.ts'
import { Tally } from './metrics.ts'
import { ownProblems } from './own-problems.ts'
import { Registry } from './registry.ts'
import { Replies } from './replies.ts'
import type { RuntimeOptions } from './runtime-options.ts'
import type {
  Balance,
  FlowProblem,
  IntegrationState,
  JournalState,
  NodeCounts,
  NodeStatus,
  PathGuarantee,
  RuntimeEvents,
  TestResult,
  TestStage
} from './runtime-view.ts'
import { defaultSettings } from './settings.ts'
import { watchable } from './state.ts'
import { Statuses } from './statuses.ts'

/** Makes a runtime. Nothing runs and nothing connects before `start`. */
export const createRuntime = (options: RuntimeOptions): Runtime => new EngineRuntime(options)

const nothingToSave = () => undefined
const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }

class EngineRuntime implements Runtime {
  readonly journal
  revision: number
  credentials: readonly StoredCredential[]
  globals: Readonly<Record<string, unknown>>
  readonly #registry = new Registry()
  readonly #events: Events<RuntimeEvents>
  readonly #tally = new Tally()
  readonly #counts = new Map<string, Counts>()
  readonly #gates = new Map<string, Gate>()
  readonly #foreign = new Map<string, StoredIntegration>()
  readonly #sources: HostSources & ContextSources & StartSources
  readonly #statuses: Statuses
  readonly #states: IntegrationStates
  readonly #connections: Connections
  readonly #deployment: Deployment
  readonly #arrivals: Arrivals
  readonly #initial: readonly Flow[]
  readonly #guarded: GuardedJournal
  readonly #losses: Losses
  /** What verdicts on configs rest on: replaced when any of it changes. */
  #surroundings = {}
  /** Flows that were there in this run. */
  readonly #known = new Set<string>()
  /** Nodes that keep their flow from running. */
  readonly #brokenNodes = new Set<string>()
  /** What is to be entered when a paused start is resumed; undefined when it is not paused. */
  #held: readonly Entry[] | undefined
  #deploying: Promise<unknown> = Promise.resolve()
  #state: 'new' | 'running' | 'stopped' = 'new'

  constructor(options: RuntimeOptions) {
    const { log = quiet, journal = memoryJournal(), fetch = globalThis.fetch } = options
    const settings = { ...defaultSettings, ...options.settings }
    this.journal = journal
    this.revision = options.revision ?? 0
    this.credentials = options.credentials ?? []
    this.globals = options.globals ?? {}
    this.#initial = options.flows ?? []
    for (const { id } of this.#initial) this.#known.add(id)
    this.#events = new Events(error => log.error('a listener failed', { error: String(error) }))
    for (const plugin of options.plugins) this.#registry.use(plugin)

    const scheduler = new Scheduler(({ unit }) => {
      this.#tally.of(unit.address).count('late_messages')
      log.warn('a node sent a message after it was done with its own: nothing protects it', { owner: unit.address })
    })
    this.#guarded = new GuardedJournal(journal, log, state => this.#events.emit('journal', state))
    this.#arrivals = new Arrivals({
      scheduler,
      journal: this.#guarded,
      log,
      entrance: (flow, node) => this.#deployment.entrance(flow, node),
      absent: flow => !this.#known.has(flow),
      revision: () => this.revision,
      onDeadLetter: () => this.#events.emit('deadLetters', { count: journal.deadLetterCount() }),
      onLost: ({ flow, node }) => this.#losses.add(addressOf(flow, node)),
      stateSaved: options.stateSaved ?? nothingToSave,
      spillAfter: settings.spillAfter,
      acknowledgeOnArrival: settings.acknowledgeOnArrival
    })
    this.#losses = new Losses(log, (address, text) => this.#setStatus(address, text, 'error'))
    this.#sources = {
      options: { ...options, log, fetch, storage: options.storage ?? memoryStorages() },
      settings,
      registry: this.#registry,
      states: watchable(options.state ?? memoryStates()),
      events: this.#events,
      metrics: this.#tally.of,
      scheduler,
      arrivals: this.#arrivals,
      replies: new Replies(),
      connections: () => this.#connections,
      globals: () => this.globals,
      surroundings: () => this.#surroundings,
      credential: id => this.credentials.find(credential => credential.id === id),
      gate: (address, limit) => this.#gate(address, limit),
      counts: address => kept(this.#counts, address, newCounts),
      status: (address, text, level) => this.#setStatus(address, text, level)
    }
    this.#connections = new Connections({ ...this.#sources, onStatus: id => this.#states.changed(id) })
    this.#deployment = new Deployment(this.#sources, this.#connections)
    this.#states = new IntegrationStates(this.#events, this.#connections, this.#deployment)
    this.#statuses = new Statuses(this.#events, this.#arrivals, this.#deployment, this.#sources)
    for (const integration of options.integrations ?? []) this.#restore(integration)
  }

  get flows(): readonly Flow[] {
    return this.#state === 'new' ? this.#initial : this.#deployment.flows
  }

  get integrations(): readonly StoredIntegration[] {
    return [...this.#connections.stored, ...this.#foreign.values()]
  }

  async start({ paused = false } = {}): Promise<void> {
    if (this.#state !== 'new')
      throw new FlowError('RUNTIME_STOPPED', 'a runtime is started once: make another with createRuntime')
    const recovered = await this.journal.recover()
    this.#state = 'running'
    await this.#deployment.switchTo(this.#initial, undefined, this.#broken(this.#initial))
    this.#held = recovered
    if (!paused) await this.resume()
  }

  async resume(): Promise<void> {
    const held = this.#held
    if (held === undefined || this.#state !== 'running') return
    this.#held = undefined
    this.#arrivals.enter(held)
    await this.#deployment.start()
  }

  get paused(): boolean {
    return this.#held !== undefined
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return
    const started = this.#state === 'running'
    this.#state = 'stopped'
    await this.#deploying.catch(() => {})
    if (started) {
      await this.#deployment.stopTriggers()
      await this.#arrivals.drain(this.#sources.settings.drainTimeout)
    }
    this.#arrivals.close()
    await this.#deployment.close()
    await this.#connections.close()
    await this.#sources.options.sandbox?.close()
    await this.journal.close()
  }

  deploy(
    given: readonly Flow[],
    { base }: { readonly base?: number } = {}
  ): Promise<{ readonly revision: number; readonly problems: readonly FlowProblem[] }> {
    return this.#inTurn(async () => {
      if (base !== undefined && base !== this.revision)
        throw new FlowError(
          'DEPLOY_STALE',
          `the flows are at revision ${this.revision} now, and this deploy was begun on ${base}: load them and compare`
        )
      const flows = shareUnchanged(given, this.flows)
      const problems = this.problems(flows)
      if (problems.some(({ severity }) => severity === 'error')) throw new DeployError(problems)
      for (const { id } of flows) this.#known.add(id)
      await this.#deployment.switchTo(flows)
      this.#forget(flows)
      this.revision++
      this.#events.emit('deployed', { revision: this.revision, flows })
      return { revision: this.revision, problems }
    })
  }

  problems(flows: readonly Flow[]): readonly FlowProblem[] {
    return validateFlows(flows, {
      ...this.#sources,
      integration: id => this.#connections.get(id) ?? this.#foreign.get(id)
    })
  }

  async saveIntegration(integration: StoredIntegration): Promise<void> {
    this.#surroundings = {}
    await this.#connections.save(integration)
    this.#foreign.delete(integration.id)
    this.#states.changed(integration.id)
  }

  async removeIntegration(id: string): Promise<void> {
    this.#surroundings = {}
    if (!this.#foreign.delete(id)) await this.#connections.remove(id)
  }

  testIntegration(
    integration: StoredIntegration,
    onStage?: (stage: TestStage) => void,
    signal?: AbortSignal
  ): Promise<TestResult> {
    return this.#connections.test(integration, onStage, signal)
  }

  reconnect(id: string): void {
    this.#connections.reconnect(id)
  }

  async listOptions(id: string, list: string, search: string) {
    const stored = this.#connections.get(id)
    const connection = this.#connections.live(id)
    if (!stored) throw new FlowError('INTEGRATION_UNKNOWN', `there is no integration ${id}`)
    if (connection === undefined) throw new FlowError('INTEGRATION_AWAY', `“${stored.name}” is not connected`)
    return (await this.#registry.integration(stored.type)?.lists?.[list]?.(connection, search)) ?? []
  }

  async saveCredential(credential: StoredCredential): Promise<void> {
    this.#surroundings = {}
    this.credentials = [...this.credentials.filter(({ id }) => id !== credential.id), credential]
    await this.#restart(({ credentials }) => credentials.has(credential.id))
  }

  async removeCredential(id: string): Promise<void> {
    this.#surroundings = {}
    this.credentials = this.credentials.filter(credential => credential.id !== id)
    await this.#restart(({ credentials }) => credentials.has(id))
  }

  async setGlobals(globals: Readonly<Record<string, unknown>>): Promise<void> {
    this.#surroundings = {}
    const changed = changedKeys(this.globals, globals)
    this.globals = globals
    await this.#restart(readings => [...readings.globals].some(name => changed.has(name)))
  }

  checkConfig(type: string, config: unknown): readonly Problem[] {
    const definition = this.#registry.get(type)
    if (definition === undefined) throw new FlowError('TYPE_UNKNOWN', `no plugin contributes ${type}`)
    const problems = check(definition.config, fill(asJson(definition.config), config))
    if (problems.length > 0) return problems
    try {
      return ownProblems(definition, config, this.#sources.options.secret)
    } catch (error) {
      if (error instanceof ConfigError) return error.problems
      throw error
    }
  }

  expiries(): readonly OwnedExpiry[] {
    return [
      ...expiriesOf('integration', this.integrations, this.#sources),
      ...expiriesOf('credential', this.credentials, this.#sources)
    ]
  }

  async press(address: string, input?: unknown): Promise<void> {
    const owner = this.#deployment.trigger(address) ?? this.#deployment.unit(address)
    if (owner === undefined) throw new FlowError('NODE_UNKNOWN', `there is no running node ${address}: deploy it first`)
    if (owner.press === undefined) throw new FlowError('NOT_PRESSABLE', `${owner.name} has no button`)
    await owner.press(input)
  }

  balance(): Balance {
    const { arrived, done, buried, lost, inFlight } = this.#arrivals
    return { arrived, done, deadLetters: buried, lost, onTheWay: inFlight }
  }

  guarantees(): readonly PathGuarantee[] {
    const { durable } = this.journal
    return [...this.#deployment.triggers].flatMap(trigger =>
      guaranteesOf(trigger, this.#deployment.graph(trigger.flow), durable)
    )
  }

  journalState(): JournalState {
    return this.#guarded.state
  }

  checkJournal(): Promise<JournalState> {
    return this.#guarded.check()
  }

  statuses(): readonly NodeStatus[] {
    return this.#statuses.all
  }

  counts(): readonly NodeCounts[] {
    return [...this.#counts].map(([address, { received, failed, sent }]) => ({
      address,
      received,
      failed,
      sent: Array.from(sent, count => count ?? 0),
      waiting: this.#deployment.unit(address)?.waiting ?? 0
    }))
  }

  connections(): readonly IntegrationState[] {
    return this.integrations.map(({ id }) => this.#states.of(id))
  }

  lastMessage(address: string, port: number): unknown {
    return this.#counts.get(address)?.last[port]
  }

  async replay(ids: readonly string[], { message }: { readonly message?: Message } = {}): Promise<number> {
    const letters = await this.journal.deadLetters({ ids, limit: Number.MAX_SAFE_INTEGER })
    const entries = letters.map(({ error: _error, revision: _revision, buriedAt: _buriedAt, ...entry }) => ({
      ...entry,
      ...(message && { message }),
      tries: 0
    }))
    const appended = await Promise.allSettled(entries.map(entry => this.journal.append(entry)))
    const safe = entries.filter((_, i) => appended[i]?.status === 'fulfilled')
    await this.journal.purge(safe.map(({ id }) => id))
    this.#events.emit('deadLetters', { count: this.journal.deadLetterCount() })
    if (this.#held) this.#held = [...this.#held, ...safe]
    else this.#arrivals.enter(safe)
    const refused = appended.find(outcome => outcome.status === 'rejected')
    if (refused) throw refused.reason
    return safe.length
  }

  definition(type: string): Definition | undefined {
    return this.#registry.get(type)
  }

  catalog() {
    return this.#registry.views()
  }

  use(plugin: Plugin): void {
    this.#surroundings = {}
    this.#registry.use(plugin)
    for (const integration of [...this.#foreign.values()]) this.#restore(integration)
  }

  on<E extends keyof RuntimeEvents>(event: E, heard: (value: RuntimeEvents[E]) => void): () => void {
    return this.#events.on(event, heard)
  }

  /** Keeps an integration that cannot be run, so that nothing a person configured is lost with its plugin. */
  #restore(integration: StoredIntegration): void {
    this.#connections.save(integration).then(
      () => this.#foreign.delete(integration.id),
      (error: Error) => {
        this.#foreign.set(integration.id, integration)
        this.#sources.options.log.error('integration cannot be used', { owner: integration.id, error: error.message })
      }
    )
  }

  /** At a start, and after a change of what flows share, everything that can run does: a flow with problems is left out, and says so. */
  #broken(flows: readonly Flow[]): ReadonlySet<string> {
    const broken = new Set<string>()
    for (const address of this.#brokenNodes) this.#setStatus(address, '', 'idle')
    this.#brokenNodes.clear()
    for (const { flow, node, path, message, severity } of this.problems(flows)) {
      if (severity !== 'error') continue
      broken.add(flow)
      this.#sources.options.log.error('flow cannot start', { flow, node, problem: `${path} ${message}` })
      if (node === undefined) continue
      this.#brokenNodes.add(addressOf(flow, node))
      this.#setStatus(addressOf(flow, node), `${path} ${message}`, 'error')
    }
    return broken
  }

  /** One after the other: a deploy never meets another half-way. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#deploying.then(() => {
      if (this.#state === 'stopped') throw new FlowError('RUNTIME_STOPPED', 'the runtime is stopped')
      return work()
    })
    this.#deploying = turn.catch(() => {})
    return turn
  }

  async #restart(changed: (readings: Readings) => boolean): Promise<void> {
    await this.#inTurn(async () => {
      const { flows } = this.#deployment
      if (this.#state === 'running') await this.#deployment.switchTo(flows, changed, this.#broken(flows))
      await this.#connections.restart(changed)
    })
  }

  #gate(address: string, limit?: number): Gate {
    const gate = kept(this.#gates, address, () => new Gate(limit ?? this.#sources.settings.maxInFlight))
    if (limit !== undefined) gate.limit = limit
    return gate
  }

  #setStatus(address: string, text: string, level: StatusLevel): void {
    this.#statuses.set(address, text, level)
  }

  /** Counts and statuses of nodes that are no more go with them. */
  #forget(flows: readonly Flow[]): void {
    const addresses = new Set(flows.flatMap(flow => flow.nodes.map(node => addressOf(flow.id, node.id))))
    for (const address of this.#counts.keys()) if (!addresses.has(address)) this.#counts.delete(address)
    for (const [address, gate] of this.#gates)
      if (!addresses.has(address) && gate.inFlight === 0) this.#gates.delete(address)
    this.#statuses.forget(addresses)
  }
}

const kept = <V>(map: Map<string, V>, key: string, make: () => V): V => {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
