import type { Connections } from './connection/connections.ts'
import type { Deployment } from './deploy/deployment.ts'
import type { Events } from './events.ts'
import type { IntegrationState, RuntimeEvents } from './runtime-view.ts'

const NOT_INSTALLED = { path: '/type', message: 'is of a plugin that is not installed' }

/** What people see of each integration: its status, since when, and what went through it. */
export class IntegrationStates {
  readonly #since = new Map<string, number>()
  /** Since when an integration has not been connected, over all tries. */
  readonly #failing = new Map<string, number>()
  readonly #events: Events<RuntimeEvents>
  readonly #connections: Connections
  readonly #deployment: Deployment

  constructor(events: Events<RuntimeEvents>, connections: Connections, deployment: Deployment) {
    this.#events = events
    this.#connections = connections
    this.#deployment = deployment
  }

  /** The status has changed: those who listen are told. */
  changed(id: string): void {
    this.#since.set(id, this.#sinceWhen(id))
    this.#events.emit('connection', this.of(id))
  }

  /** Tries that end in an error again are one time of error: it began with the first of them. */
  #sinceWhen(id: string): number {
    const state = this.#connections.status(id)?.state
    if (state === 'error') {
      const began = this.#failing.get(id) ?? Date.now()
      this.#failing.set(id, began)
      return began
    }
    if (state !== 'connecting') this.#failing.delete(id)
    return Date.now()
  }

  of(id: string): IntegrationState {
    let [received, sent, waiting] = [0, 0, 0]
    for (const trigger of this.#deployment.triggers)
      if (trigger.integration === id) received += trigger.counts.sent[0] ?? 0
    for (const { integration, counts, waiting: held } of this.#deployment.units) {
      if (integration !== id) continue
      sent += counts.received - counts.failed
      waiting += held
    }
    const status = this.#connections.status(id) ?? { state: 'unconfigured', problems: [NOT_INSTALLED] }
    const limits = this.#connections.limits(id)
    const since = this.#since.get(id) ?? Date.now()
    return { id, status, since, received, sent, waiting, ...(limits && { limits }) }
  }
}
