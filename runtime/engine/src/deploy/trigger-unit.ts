import {
  FlowError,
  type Guarantee,
  getPath,
  type Http,
  type Limits,
  type Message,
  type Origin,
  type Outgoing,
  type Path,
  parsePath,
  type Receipt,
  RetryError,
  type Trigger,
  type TriggerContext
} from '@millrace/sdk'
import type { Readings } from '../config-host.ts'
import type { ConnectionEvent, User } from '../connection/connection.ts'
import { runAs } from '../culprit.ts'
import type { Arrivals } from '../delivery/arrivals.ts'
import type { Entrance } from '../delivery/entrance.ts'
import type { Gate } from '../delivery/gate.ts'
import type { Ground, Station } from '../delivery/station.ts'
import { Throttle } from '../delivery/throttle.ts'
import type { FlowNode, RetryPolicy } from '../files/flow.ts'
import { Releases } from '../release.ts'
import type { Replies } from '../replies.ts'
import type { ContextParts } from './context.ts'
import type { Counts } from './counts.ts'

/** What a trigger is given that does not come from its own definition. */
export type TriggerParts = Pick<TriggerContext<unknown, unknown>, 'status'> & {
  readonly http: (signal: AbortSignal) => Http
  readonly context: ContextParts
  readonly arrivals: Arrivals
  readonly replies: Replies
  readonly gate: Gate
  readonly counts: Counts
  readonly readings: Readings
  readonly config: unknown
  /** Milliseconds before try n of a start that failed, counted from 1. */
  readonly backoff: (attempt: number) => number
  /** Milliseconds that `start` may take. */
  readonly timeout: number
  readonly freeze: ((message: Message) => Message) | undefined
}

/** A running trigger: started when its connection comes, stopped before it goes, and tried again alone when its start fails. */
export class TriggerUnit implements Entrance, User {
  readonly kind = 'trigger'
  readonly flow: string
  readonly node: string
  readonly address: string
  readonly type: string
  name: string
  readonly integration: string | undefined
  readonly gate: Gate
  readonly counts: Counts
  readonly readings: Readings
  readonly redelivers: boolean
  readonly replies: boolean
  readonly retriesAtSource: boolean
  readonly guarantee: Guarantee | undefined
  stations: readonly Station[] | undefined
  ground: Ground | undefined
  retry: Required<RetryPolicy>
  press: ((input: unknown) => unknown) | undefined
  readonly #definition: Trigger
  readonly #parts: TriggerParts
  readonly #events: ReadonlySet<string>
  readonly #orderBy: Path | undefined
  #throttle: Throttle | undefined
  #releases: Releases | undefined
  #again: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(definition: Trigger, flow: string, node: FlowNode, retry: Required<RetryPolicy>, parts: TriggerParts) {
    this.#definition = definition
    this.#parts = parts
    this.#events = new Set(node.events ?? ['message'])
    this.flow = flow
    this.node = node.id
    this.address = parts.context.id
    this.type = definition.type
    this.name = parts.context.name
    this.integration = definition.integration && node.integration
    this.gate = parts.gate
    this.counts = parts.counts
    this.readings = parts.readings
    this.retry = retry
    this.redelivers = told(definition.redelivers, parts.config)
    this.replies = told(definition.replies, parts.config)
    this.retriesAtSource = told(definition.retriesAtSource, parts.config)
    const { guarantee } = definition
    this.guarantee = typeof guarantee === 'function' ? guarantee(parts.config as Record<string, unknown>) : guarantee
    this.#orderBy = node.orderBy === undefined ? undefined : parsePath(node.orderBy)
  }

  /** Starts a trigger that needs no connection. */
  start(): Promise<void> {
    return this.up(undefined)
  }

  async up(connection: unknown): Promise<void> {
    await this.#try(connection, 1)
  }

  async down(reason = new FlowError('NOT_CONNECTED', 'the connection is gone')): Promise<void> {
    clearTimeout(this.#again)
    const releases = this.#releases
    this.#releases = undefined
    this.press = undefined
    await releases?.close(reason)
  }

  limit({ throttle }: Limits): void {
    this.#throttle?.close()
    this.#throttle = throttle === undefined ? undefined : new Throttle(throttle)
  }

  heard({ event, reason }: ConnectionEvent): void {
    if (!this.#events.has(event) || this.#stopped) return
    const payload = { integration: this.integration, ...(reason !== undefined && { reason }) }
    void this.#emit({ event, payload }, undefined, { redelivers: false })
  }

  /** `reason` becomes the reason of the trigger's signal: it tells a stop of the runtime from a deploy. */
  async stop(reason: FlowError): Promise<void> {
    this.#stopped = true
    this.#throttle?.close()
    this.gate.open()
    await this.down(reason)
  }

  async #try(connection: unknown, attempt: number): Promise<void> {
    const { context, status, timeout, backoff } = this.#parts
    await this.#releases?.close()
    const releases = new Releases(context.log)
    this.#releases = releases
    try {
      await this.#start(connection, releases, timeout)
      if (attempt > 1) {
        context.log.info('trigger is back')
        status('')
      }
    } catch (error) {
      await releases.close()
      if (this.#releases !== releases || this.#stopped) return
      const reason = error as Error
      if (attempt === 1) context.log.warn('trigger cannot start', { error: reason.message })
      status(reason.message, 'error')
      const wait = Math.max(backoff(attempt), reason instanceof RetryError ? reason.wait : 0)
      this.#again = setTimeout(() => void this.#try(connection, attempt + 1), wait)
    }
  }

  async #start(connection: unknown, releases: Releases, timeout: number): Promise<void> {
    const { context, config, http, status, replies } = this.#parts
    const hearsMessages = this.#events.has('message')
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new FlowError('NOT_CONNECTED', `did not start within ${timeout / 1000} s`)),
        timeout
      )
    })
    const starting = runAs(this.address, async () =>
      this.#definition.start({
        ...context,
        config: config as Record<string, unknown>,
        connection,
        http: http(releases.signal),
        status,
        signal: releases.signal,
        defer: releases.defer,
        expectReply: replies.expect,
        onPress: pressed => {
          this.press = pressed
        },
        emit: (message: Outgoing, receipt?: Receipt, origin?: Origin) => {
          if (!hearsMessages) return this.#ignore(receipt)
          return this.#emit(message, receipt, origin)
        }
      })
    )
    try {
      await Promise.race([starting, late])
    } finally {
      clearTimeout(timer)
      starting.catch(() => {})
    }
  }

  /** People asked for other events only: what arrives is of no interest, and its source is told that it is done. */
  async #ignore(receipt: Receipt | undefined): Promise<void> {
    await receipt?.ack()
  }

  #emit(outgoing: Outgoing, receipt?: Receipt, origin?: Origin): Promise<void> {
    if (this.#throttle) return this.#throttle.turn().then(() => this.#arrive(outgoing, receipt, origin))
    return this.#arrive(outgoing, receipt, origin)
  }

  /** What people chose to order by takes the place of the source's own key. */
  #keyed(message: Outgoing, origin: Origin | undefined): Origin | undefined {
    if (this.#orderBy === undefined) return origin
    const value = getPath(message, this.#orderBy)
    return value === undefined ? origin : { ...origin, key: String(value) }
  }

  #arrive(outgoing: Outgoing, receipt?: Receipt, origin?: Origin): Promise<void> {
    const { freeze, arrivals } = this.#parts
    const message = freeze ? freeze(outgoing as Message) : outgoing
    const { sent, last } = this.counts
    sent[0] = (sent[0] ?? 0) + 1
    last[0] = message as Message
    return arrivals.arrive(this, message, receipt, this.#keyed(message, origin))
  }
}

/** A fact that a definition states outright or makes of the config. */
const told = (fact: Trigger['redelivers'], config: unknown): boolean =>
  typeof fact === 'function' ? fact(config as Record<string, unknown>) : (fact ?? false)
