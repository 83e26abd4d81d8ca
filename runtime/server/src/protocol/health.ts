/** How the server fares: whether the flows run, and whether messages can be kept safe. */
export interface Health {
  /** `stopped` in safe mode: nothing arrives, nothing is tried, and integrations are not connected. */
  readonly flows: 'running' | 'stopped'
  /** Why the flows are stopped. */
  readonly safeMode?: SafeMode
  readonly journal: JournalHealth
}

/** The server was started with its flows stopped: a banner offers `runtime:start-flows`. */
export interface SafeMode {
  /** `asked` by `--safe`, or because the last starts ended in `crashes` soon after they began. */
  readonly reason: 'asked' | 'crashes'
  /** What happened and what to do, for a person. */
  readonly message: string
  /** What probably brought it down, when that is known. */
  readonly culprit?: Culprit
}

export interface Culprit {
  /** A node's address, `flow/node`, or an integration's id. */
  readonly owner: string
  readonly error: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

export interface JournalHealth {
  /**
   * `full`: the bounds are reached or the disk has no room. `failed`: it cannot be written for another reason. Meanwhile
   * sources keep their messages and webhooks answer 503; it goes on by itself.
   */
  readonly state: 'ok' | 'full' | 'failed'
  /** Milliseconds since the epoch. */
  readonly since: number
  /** What is wrong and what to do, for a person. */
  readonly reason?: string
  /** Messages under way, and the bytes of them, encoded. */
  readonly messages: number
  readonly bytes: number
  readonly bounds: { readonly messages: number; readonly bytes: number }
  /** Bytes that are free on the disk of the data folder. */
  readonly freeBytes?: number
}

export interface HealthRequests {
  health(): Health
  /** Leaves safe mode: connects the integrations, starts the triggers, goes on with what was under way. */
  'runtime:start-flows'(): null
}

export interface HealthPushes {
  health(health: Health): void
}
