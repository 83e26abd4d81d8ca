import type { MessageEffect } from '../boundary.ts'
import { codeError, type Delivery } from './delivery.ts'

/** The messages of one flow that are under way in code. Their handlers are told together, after everything that they sent has gone. */
export class Deliveries {
  readonly #pending = new Map<number, Delivery>()
  readonly #done = new Set<Delivery>()

  add(delivery: Delivery): void {
    this.#pending.set(delivery.number, delivery)
  }

  get(number: number): Delivery | undefined {
    return this.#pending.get(number)
  }

  apply(effect: MessageEffect, suspicious: boolean): void {
    const delivery = this.#pending.get(effect[1])
    if (!delivery) return
    const [kind] = effect
    if (kind === 'sent' || kind === 'send') delivery.send(effect[2], effect[3], suspicious)
    if (kind === 'sent' || kind === 'done') this.#done.add(delivery)
    if (kind === 'failed') delivery.error ??= codeError(effect[2], effect[3], effect[4])
  }

  /** Tells the handlers of everything that is done. */
  settle(): void {
    for (const delivery of this.#done) {
      this.forget(delivery)
      delivery.settle()
    }
    this.#done.clear()
  }

  /** Keeps nothing of a message any more, unless a repeating timer may still send for it. */
  forget(delivery: Delivery): void {
    if (delivery.intervals === 0) this.#pending.delete(delivery.number)
  }

  /** Fails what is not done yet, unless it may begin again. Gives what may. */
  giveUp(error: Error, again: (delivery: Delivery) => boolean): Delivery[] {
    this.settle()
    const retried = new Set<Delivery>()
    for (const delivery of this.#pending.values()) {
      delivery.intervals = 0
      if (delivery.over) this.#pending.delete(delivery.number)
      else if (again(delivery)) retried.add(delivery)
    }
    this.fail(error, delivery => !retried.has(delivery))
    return [...retried]
  }

  /** Fails what is not done yet. */
  fail(error: Error, concerned: (delivery: Delivery) => boolean): void {
    for (const delivery of this.#pending.values()) {
      if (this.#done.has(delivery) || !concerned(delivery)) continue
      this.#pending.delete(delivery.number)
      delivery.error ??= error
      delivery.settle()
    }
  }
}
