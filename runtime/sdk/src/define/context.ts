/** What every running thing is given. Everything acquired is released by what was deferred, last first, also when starting failed half-way. */
export interface Context<Config> {
  /** Unique in the runtime and stable over deploys: an integration's id, or `flow/node`, or `flow/subflow-instance/node`. */
  readonly id: string
  readonly name: string
  /** Validated, defaulted, secrets and credentials filled in, templates rendered or callable. */
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
  /** Survives restarts and deploys, goes with its owner: cursors, checkpoints, last event ids. */
  readonly storage: Storage
  /** The web's fetch behind the runtime's address guard, proxy and time-out. */
  readonly fetch: typeof globalThis.fetch
  /** Aborted when the owner must stop. The code of its reason says why: RUNTIME_STOPPED (it will be back: keep what the far side keeps for us), NODE_STOPPED (a deploy changed or removed it), NOT_CONNECTED. */
  readonly signal: AbortSignal
  /** Releases what was acquired on the line before; called last first when the owner stops, or when starting it failed. */
  defer(release: () => unknown): void
}

export interface Log {
  debug(message: string, fields?: object): void
  info(message: string, fields?: object): void
  warn(message: string, fields?: object): void
  error(message: string, fields?: object): void
}

/** Named by the plugin, labelled by the runtime with flow, node and integration. */
export interface Metrics {
  count(name: string, by?: number): void
  gauge(name: string, value: number): void
}

/** Small values, durable when `set` resolves; setting undefined removes. */
export interface Storage {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  keys(prefix?: string): Promise<readonly string[]>
}
