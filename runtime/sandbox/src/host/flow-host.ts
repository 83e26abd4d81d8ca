import { decode, FlowError, type Handler, type Message, type NodeContext, type Out } from '@millrace/sdk'
import {
  type Effect,
  type FlowEvent,
  type FunctionEffect,
  type FunctionSpec,
  type IsolateSide,
  type LostEffect,
  type OpenIsolateSide,
  readEffects
} from '../boundary.ts'
import { answersOf } from './answers.ts'
import { applyToNode } from './apply.ts'
import { takeBatch, type Waiting } from './batch.ts'
import { BoundFunction } from './bound-function.ts'
import { Deliveries } from './deliveries.ts'
import { codeError, Delivery } from './delivery.ts'
import type { Fetcher, FetchRequest } from './fetcher.ts'
import { Routes } from './routes.ts'
import { Travels } from './travels.ts'
import { Unsettled } from './unsettled.ts'

/** Milliseconds after a batch until what it has left in its code is looked at. */
const UNSETTLED = 250

/**
 * The functions of one flow: what arrives within one turn of the event loop crosses together, one batch at a time, and
 * what comes back is applied to nodes and messages.
 */
export class FlowHost {
  readonly #side: IsolateSide
  readonly #fetch: Fetcher
  readonly #functions = new Map<number, BoundFunction>()
  readonly #deliveries = new Deliveries()
  readonly #routes = new Routes()
  readonly #travels = new Travels(this.#functions, this.#deliveries, this.#routes)
  readonly #unsettled = new Unsettled({
    waiting: () => this.#deliveries.left().filter(delivery => this.#hasEntered(delivery)),
    fail: (one, error) => this.#deliveries.fail(error, delivery => delivery === one)
  })
  #waiting: Waiting[] = []
  #lastFunction = 0
  #lastMessage = 0
  #posts = 0
  #scheduled = false
  #inFlight = false

  constructor(flow: string, memory: number, open: OpenIsolateSide, fetch: Fetcher) {
    this.#fetch = fetch
    this.#side = open(flow, memory, answersOf(this.#functions), (effects, over) => this.#heard(effects, over))
  }

  get size(): number {
    return this.#functions.size
  }

  add(spec: FunctionSpec, context: NodeContext<unknown>): { readonly fn: BoundFunction; readonly handler: Handler } {
    const fn = new BoundFunction(++this.#lastFunction, spec, context)
    const handler: Handler = (message, out) => this.#receive(fn, message, out)
    this.#functions.set(fn.number, fn)
    this.#routes.add(handler, fn)
    if (spec.setup !== '') this.#post(fn.start())
    return { fn, handler }
  }

  #receive(fn: BoundFunction, message: Message, out: Out): Promise<void> {
    if (fn.problem) throw fn.problem
    const delivery = new Delivery(fn, ++this.#lastMessage, message, out)
    this.#deliveries.add(delivery)
    this.#waiting.push(delivery)
    this.#schedule()
    return delivery as unknown as Promise<void>
  }

  /** Runs the close code, then stops the function's timers and fails what is still under way. */
  async remove(fn: BoundFunction): Promise<void> {
    if (!this.#functions.has(fn.number)) return
    if (fn.state === 'ready') await this.#runCloseCode(fn)
    this.#functions.delete(fn.number)
    this.#routes.remove(fn)
    this.#stop(fn)
    this.#post({ kind: 'remove', fn: fn.number })
  }

  close(): void {
    for (const fn of this.#functions.values()) this.#stop(fn)
    this.#functions.clear()
    this.#waiting = []
    this.#unsettled.close()
    this.#side.close()
  }

  async #runCloseCode(fn: BoundFunction): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    fn.closed = resolve
    const patience = setTimeout(() => {
      fn.context.log.warn('close code did not finish in time', { timeout: fn.spec.timeout })
      resolve()
    }, fn.spec.timeout)
    this.#post({ kind: 'close', fn: fn.number })
    await promise
    clearTimeout(patience)
  }

  #stop(fn: BoundFunction): void {
    const problem = new FlowError('CODE_FAILED', 'The node was stopped before its code was done with the message.')
    fn.stop('closed', problem)
    fn.closed?.()
    this.#deliveries.fail(problem, delivery => delivery.fn === fn)
  }

  #post(event: FlowEvent, taken = () => {}): void {
    this.#waiting.push({ event, taken })
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight) return
    this.#scheduled = true
    setImmediate(this.#cross)
  }

  readonly #cross = (): void => {
    this.#scheduled = false
    const events = takeBatch(this.#waiting, this.#routes, ++this.#posts)
    if (events.length === 0) return
    this.#inFlight = true
    this.#side.post(events)
  }

  #heard(texts: readonly string[], over: boolean): void {
    if (over) this.#inFlight = false
    const joined = texts.join(',')
    // A proxy can get such a key past the check inside; read again by the codec, it does not survive.
    const suspicious = joined.includes('__proto__')
    readEffects(
      joined,
      (number, way, port, body) => this.#travels.sent(number, way, port, body, suspicious),
      effect => this.#apply(effect, suspicious)
    )
    for (const { fn } of this.#deliveries.settle()) {
      fn.alone = true
      this.#routes.reset()
    }
    if (this.#waiting.length > 0) this.#schedule()
    if (over) this.#unsettled.watch(UNSETTLED)
  }

  /** The batch with which it crossed has returned, and left it in its code. */
  #hasEntered({ fn, number, post }: Delivery): boolean {
    return !fn.manual && (post > 0 || number < 0) && (!this.#inFlight || post < this.#posts)
  }

  #apply(effect: Effect, suspicious: boolean): void {
    switch (effect[0]) {
      case 'sent':
      case 'send':
      case 'done':
      case 'failed':
        this.#deliveries.apply(effect, suspicious)
        break
      case 'way':
      case 'via':
      case 'ended':
      case 'hop':
      case 'last':
        this.#travels.apply(effect, suspicious)
        break
      case 'lost':
        this.#lost(effect)
        break
      default: {
        const fn = this.#functions.get(effect[1])
        if (fn) this.#applyTo(fn, effect)
      }
    }
  }

  #applyTo(fn: BoundFunction, effect: FunctionEffect): void {
    switch (effect[0]) {
      case 'ready':
        this.#routes.reset()
        this.#waiting.unshift(...fn.ready())
        break
      case 'broken': {
        const problem = codeError(effect[2], effect[3], effect[4])
        fn.context.log.error('code of a node cannot be used', { reason: problem.message })
        fn.stop('broken', problem)
        this.#routes.reset()
        this.#deliveries.fail(problem, delivery => delivery.fn === fn)
        break
      }
      case 'closed':
        fn.closed?.()
        break
      case 'timer': {
        const [, , timer, delay, repeat, message] = effect
        const fire = (taken: () => void) => this.#post({ kind: 'fire', fn: fn.number, timer }, taken)
        fn.setTimer(timer, delay, repeat, this.#deliveries.get(message), fire)
        break
      }
      case 'fetch': {
        const [, , call, message, request] = effect
        void fn.requests.run(
          this.#deliveries.get(message)?.signal,
          signal => this.#fetch(decode(request) as unknown as FetchRequest, signal),
          text => this.#post({ kind: 'fetched', fn: fn.number, call, text }, fn.enters())
        )
        break
      }
      case 'clear': {
        const owner = fn.clearTimer(effect[2])
        if (owner?.over) this.#deliveries.forget(owner)
        break
      }
      default:
        applyToNode(fn.context, effect)
    }
  }

  /** The isolate is gone with all that ran in it. What left no trace is given again, setup code runs again. */
  #lost([, code, text, again, alone, innocent]: LostEffect): void {
    // its timers are gone, and setup code begins again below
    this.#waiting = this.#waiting.filter(
      item => item instanceof Delivery || item.event.kind === 'close' || item.event.kind === 'remove'
    )
    this.#routes.reset()
    this.#travels.clear()
    const untouched = new Set(again)
    for (const item of this.#waiting) if (item instanceof Delivery) untouched.add(item.number)
    for (const fn of this.#functions.values()) for (const { number } of fn.parked) untouched.add(number)
    const retried = this.#deliveries.giveUp(
      codeError(code, text, ''),
      delivery => untouched.has(delivery.number) || (!delivery.traced && (innocent || delivery.post === this.#posts))
    )
    const queued = new Set<unknown>(this.#waiting)
    for (const fn of this.#functions.values()) for (const delivery of fn.parked) queued.add(delivery)
    const back = retried.filter(delivery => !queued.has(delivery))
    for (const delivery of back) {
      delivery.alone = alone
      delivery.post = 0
      if (delivery.number < 0) this.#deliveries.renumber(delivery, ++this.#lastMessage)
    }
    this.#waiting.unshift(...back)
    for (const fn of this.#functions.values()) {
      fn.reset()
      if (fn.state === 'new' && fn.spec.setup !== '') this.#post(fn.start())
    }
    const [any] = this.#functions.values()
    any?.context.log.warn('the code of this flow had to begin anew', { flow: any.context.place.flow, reason: text })
  }
}
