import type { MessageEffect } from '../boundary.ts'
import type { Delivery } from './delivery.ts'
import { Window } from './window.ts'

/** The messages of one flow that are under way in code. Their handlers are told together, after everything that they sent has gone. */
export class Deliveries {
  readonly #pending = new Window<Delivery>()
  #done: Delivery[] = []

  add(delivery: Delivery): void {
    this.#pending.set(delivery)
  }

  get(number: number): Delivery | undefined {
    return this.#pending.get(number)
  }

  apply(effect: MessageEffect, suspicious: boolean): void {
    const delivery = this.#pending.get(effect[1])
    if (!delivery) return
    const [kind] = effect
    if (kind === 'send' || kind === 'sent') delivery.send(undefined, effect[2], effect[3], suspicious)
    if (kind === 'failed') delivery.fail(effect[2], effect[3], effect[4], effect[5], suspicious)
    else if (kind !== 'send') this.end(delivery)
  }

  /** Nothing more is to come of it. */
  end(delivery: Delivery): void {
    if (delivery.ending) return
    delivery.ending = true
    this.#done.push(delivery)
  }

  /** Those that are not done. */
  left(): readonly Delivery[] {
    return this.#pending.all().filter(({ ending }) => !ending)
  }

  /** Gives it a number of its own, as if it had just come. */
  renumber(delivery: Delivery, number: number): void {
    this.#pending.delete(delivery)
    delivery.number = number
    this.#pending.set(delivery)
  }

  /** Tells the handlers of everything that is done. Gives those that failed when they were tried alone. */
  settle(): readonly Delivery[] {
    const done = this.#done
    if (done.length === 0) return done
    this.#done = []
    for (const delivery of done) {
      this.forget(delivery)
      delivery.settle()
    }
    return done.filter(({ alone, error }) => alone && error)
  }

  /** Keeps nothing of a message any more, unless a repeating timer may still send for it. */
  forget(delivery: Delivery): void {
    if (delivery.intervals === 0) this.#pending.delete(delivery)
  }

  /** Fails what is not done yet, unless it may begin again. Gives what may. */
  giveUp(error: Error, again: (delivery: Delivery) => boolean): Delivery[] {
    this.settle()
    const retried = new Set<Delivery>()
    for (const delivery of this.#pending.all()) {
      delivery.intervals = 0
      if (delivery.over) this.#pending.delete(delivery)
      else if (again(delivery)) retried.add(delivery)
    }
    this.fail(error, delivery => !retried.has(delivery))
    return [...retried]
  }

  /** Fails what is not done yet. */
  fail(error: Error, concerned: (delivery: Delivery) => boolean): void {
    for (const delivery of this.#pending.all()) {
      if (delivery.ending || !concerned(delivery)) continue
      this.#pending.delete(delivery)
      delivery.error ??= error
      delivery.settle()
    }
  }
}
