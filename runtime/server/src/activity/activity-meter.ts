import { isDeepStrictEqual } from 'node:util'
import type { Flow, IntegrationState, NodeCounts, Runtime } from '@millrace/engine'
import type { ActivityChange, ActivityTotal, IntegrationFailure, LimitsInUse } from '../protocol.ts'
import type { Redactor } from '../vault/redactor.ts'
import { Minutes, nothing, plus } from './minutes.ts'
import { payloadSize } from './payload-size.ts'
import { type User, usersOf } from './users.ts'

/** Milliseconds between two looks at the counters. */
const INTERVAL = 1000

export interface ActivityOptions {
  readonly runtime: Runtime
  readonly redactor: Redactor
  push(changes: readonly ActivityChange[]): void
}

/** What is known of an integration's traffic. */
export interface Activity {
  readonly minutes: Minutes
  readonly limits: LimitsInUse
  readonly lastError: IntegrationFailure | undefined
}

/**
 * Looks at the counters of nodes once a second and keeps, by integration, what passed in each minute of the last hour.
 * Nothing is done for each message: bytes are those of the last one, times how many there were.
 */
export class ActivityMeter {
  readonly #options: ActivityOptions
  readonly #unheard: () => void
  readonly #timer: ReturnType<typeof setInterval>
  readonly #minutes = new Map<string, Minutes>()
  readonly #errors = new Map<string, IntegrationFailure>()
  #seen = new Map<string, number>()
  #pushed = new Map<string, ActivityChange>()
  #flows: readonly Flow[] = []
  #users: readonly User[] = []

  constructor(options: ActivityOptions) {
    this.#options = options
    this.#unheard = options.runtime.on('connection', state => this.#heard(state))
    this.#timer = setInterval(() => this.look(), INTERVAL)
  }

  of(state: IntegrationState): Activity {
    return {
      minutes: this.#minutesOf(state.id),
      limits: limitsInUse(state),
      lastError: this.#errors.get(state.id)
    }
  }

  close(): void {
    this.#unheard()
    clearInterval(this.#timer)
  }

  /** Takes what has passed since the last look into the minute that runs, and tells what changed. */
  look(now = Date.now()): void {
    const { runtime, push } = this.#options
    for (const [id, amount] of this.#passed()) this.#minutesOf(id).add(amount, now)
    const states = runtime.connections()
    const changes = states.map(state => this.#change(state, now))
    const news = changes.filter(change => !isDeepStrictEqual(change, this.#pushed.get(change.id)))
    this.#pushed = new Map(changes.map(change => [change.id, change]))
    const known = new Set(states.map(({ id }) => id))
    for (const kept of [this.#minutes, this.#errors]) for (const id of kept.keys()) if (!known.has(id)) kept.delete(id)
    if (news.length > 0) push(news)
  }

  #minutesOf(id: string): Minutes {
    const minutes = this.#minutes.get(id) ?? new Minutes()
    this.#minutes.set(id, minutes)
    return minutes
  }

  #change(state: IntegrationState, now: number): ActivityChange {
    const minutes = this.#minutesOf(state.id)
    return { id: state.id, minute: minutes.current(now), total: minutes.total, limits: limitsInUse(state) }
  }

  /** By integration, what passed since the last look. Counts of a node that was removed begin anew. */
  #passed(): ReadonlyMap<string, ActivityTotal> {
    const { runtime } = this.#options
    if (runtime.flows !== this.#flows) {
      this.#flows = runtime.flows
      this.#users = usersOf(runtime, this.#flows)
    }
    const counts = new Map(runtime.counts().map(count => [count.address, count]))
    const passed = new Map<string, ActivityTotal>()
    const seen = new Map<string, number>()
    for (const user of this.#users) {
      const count = counts.get(user.address)
      if (count === undefined) continue
      const now = handled(user, count)
      const before = this.#seen.get(user.address) ?? 0
      seen.set(user.address, now)
      const amount = this.#amount(user, now >= before ? now - before : now)
      passed.set(user.integration, plus(passed.get(user.integration) ?? nothing, amount))
    }
    this.#seen = seen
    return new Map([...passed].filter(([, { received, sent }]) => received + sent > 0))
  }

  #amount({ kind, address, feeds }: User, count: number): ActivityTotal {
    if (count === 0) return nothing
    const { runtime } = this.#options
    if (kind === 'trigger')
      return { ...nothing, received: count, bytesReceived: count * payloadSize(runtime.lastMessage(address, 0)) }
    const last = feeds.map(feed => runtime.lastMessage(feed.address, feed.port)).find(message => message !== undefined)
    return { ...nothing, sent: count, bytesSent: count * payloadSize(last) }
  }

  #heard({ id, status }: IntegrationState): void {
    if (status.state !== 'error') return
    const { reason, stage } = this.#options.redactor.inside(status)
    this.#errors.set(id, { message: reason, ...(stage !== undefined && { stage }), at: Date.now() })
  }
}

const handled = ({ kind }: User, { sent, received, failed }: NodeCounts): number =>
  kind === 'trigger' ? (sent[0] ?? 0) : received - failed

const limitsInUse = ({ waiting, limits: inUse }: IntegrationState): LimitsInUse => {
  const { rate, concurrent } = inUse?.limits ?? {}
  return {
    ...(inUse && rate && { rate: { used: inUse.rate, of: rate.messages, per: rate.per } }),
    ...(inUse && concurrent !== undefined && { concurrent: { used: inUse.concurrent, of: concurrent } }),
    waiting
  }
}
