import { Alarm } from './alarm.ts'

/** Something that is due at a time of the performance clock. */
export interface Appointment<T> {
  readonly at: number
  readonly item: T
}

/** What is due when, with one timer for all of it. What is due at the same time comes in the order in which it was added. */
export class Agenda<T> {
  readonly #due: (item: T) => void
  readonly #alarm = new Alarm(() => this.#ring())
  #appointments: Appointment<T>[] = []
  #closed = false

  constructor(due: (item: T) => void) {
    this.#due = due
  }

  /** `wait` in milliseconds from now. */
  add(wait: number, item: T): Appointment<T> {
    const appointment = { at: performance.now() + wait, item }
    this.#appointments.splice(this.#after(appointment.at), 0, appointment)
    this.#arm()
    return appointment
  }

  remove(appointment: Appointment<T>): void {
    const found = this.#appointments.lastIndexOf(appointment, this.#after(appointment.at) - 1)
    if (found < 0) return
    this.#appointments.splice(found, 1)
    this.#arm()
  }

  /** Nothing is called any more. */
  close(): void {
    this.#closed = true
    this.#appointments = []
    this.#alarm.clear()
  }

  /** How many are due at that time or before. */
  #after(at: number): number {
    let low = 0
    let high = this.#appointments.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#appointments[middle] as Appointment<T>).at <= at) low = middle + 1
      else high = middle
    }
    return low
  }

  #ring(): void {
    const now = performance.now()
    for (let [first] = this.#appointments; first && first.at <= now; [first] = this.#appointments) {
      this.#appointments.shift()
      this.#due(first.item)
    }
    this.#arm()
  }

  #arm(): void {
    if (!this.#closed) this.#alarm.set(this.#appointments[0]?.at ?? Number.POSITIVE_INFINITY)
  }
}
