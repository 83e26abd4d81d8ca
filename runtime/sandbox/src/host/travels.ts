import type { FusedOut } from '@millrace/engine'
import type { Message } from '@millrace/sdk'
import type { Body, WayEffect } from '../boundary.ts'
import type { BoundFunction } from './bound-function.ts'
import type { Deliveries } from './deliveries.ts'
import { Delivery, readMessage } from './delivery.ts'
import type { Routes } from './routes.ts'

type Hop = Extract<WayEffect, readonly ['hop', ...unknown[]]>

/** Catches up with messages that have gone from function to function by themselves. */
export class Travels {
  readonly #functions: ReadonlyMap<number, BoundFunction>
  readonly #deliveries: Deliveries
  readonly #routes: Routes
  readonly #ways = new Map<number, readonly number[]>()

  constructor(functions: ReadonlyMap<number, BoundFunction>, deliveries: Deliveries, routes: Routes) {
    this.#functions = functions
    this.#deliveries = deliveries
    this.#routes = routes
  }

  /** The isolate that has told of ways is gone. */
  clear(): void {
    this.#ways.clear()
  }

  /** A message is done, after this was sent at the end of its way. */
  sent(number: number, way: number, port: number, body: Body, suspicious: boolean): void {
    const delivery = this.#deliveries.get(number)
    if (!delivery) return
    delivery.send(this.#ways.get(way), port, body, suspicious)
    this.#deliveries.end(delivery)
  }

  apply(effect: WayEffect, suspicious: boolean): void {
    switch (effect[0]) {
      case 'way':
        this.#ways.set(effect[1], effect[2])
        break
      case 'via':
        this.sent(effect[1], effect[2], effect[3], effect[4], suspicious)
        break
      case 'ended':
        this.#ended(effect[1], effect[2])
        break
      case 'hop':
        this.#hop(effect, suspicious)
        break
      case 'last':
        this.#last(effect[1], effect[2], effect[3], suspicious)
    }
  }

  #ended(number: number, way: number): void {
    const delivery = this.#deliveries.get(number)
    if (!delivery) return
    ;(delivery.out as FusedOut).passAlong(this.#ways.get(way) ?? [])
    this.#deliveries.end(delivery)
  }

  /** It is another delivery from here on. */
  #hop([, fn, number, root, way, body]: Hop, suspicious: boolean): void {
    const before = this.#deliveries.get(root)
    const at = this.#functions.get(fn)
    if (!before || !at) return
    try {
      const message = readMessage(body, suspicious) as Message
      const out = (before.out as FusedOut).along(this.#ways.get(way) ?? [], message)
      const delivery = new Delivery(at, number, message, out)
      delivery.then(
        () => out.settle(),
        error => out.settle(error)
      )
      this.#deliveries.add(delivery)
      before.traced = true
    } catch (error) {
      before.error ??= error as Error
    }
    this.#deliveries.end(before)
  }

  #last(fn: number, port: number, body: Body, suspicious: boolean): void {
    const at = this.#functions.get(fn)
    const stop = at && this.#routes.stopOf(at)
    try {
      stop?.unit.remember(port, readMessage(body, suspicious) as Message)
    } catch {
      // code has got something through that is no message; nothing depends on it
    }
  }
}
