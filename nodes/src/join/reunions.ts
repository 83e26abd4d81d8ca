import type { Agenda } from '../hold/agenda.ts'
import type { Member, Result } from './claim.ts'
import { Group } from './group.ts'

/** Milliseconds that those of a failed group have to come back; most retries are over by then. */
const PATIENCE = 600_000

/**
 * Groups that failed. Their messages are tried again one by one, at times of their own: they wait here for each other, so
 * that the same group comes of them again and none of them is taken for a new one.
 */
export class Reunions {
  readonly #limit: number
  readonly #agenda: Agenda<Group>
  readonly #byDelivery = new Map<string, Group>()

  /** `limit` is the number of deliveries that are remembered. The agenda tells when a group is given up. */
  constructor(limit: number, agenda: Agenda<Group>) {
    this.#limit = limit
    this.#agenda = agenda
  }

  /** The failed group that a delivery belongs to. */
  of(delivery: string): Group | undefined {
    return this.#byDelivery.get(delivery)
  }

  /** Gives back the groups that are forgotten for it. */
  expect(id: unknown, members: readonly Member[], before: Result | undefined): readonly Group[] {
    const roster = members.map(({ kept }) => kept.out.id)
    const group = new Group(id, roster, before)
    group.appointment = this.#agenda.add(PATIENCE, group)
    for (const delivery of roster) this.#byDelivery.set(delivery, group)
    return this.#forgetOldest(group)
  }

  forget(group: Group): void {
    if (group.appointment) this.#agenda.remove(group.appointment)
    for (const delivery of group.roster ?? [])
      if (this.#byDelivery.get(delivery) === group) this.#byDelivery.delete(delivery)
  }

  get all(): readonly Group[] {
    return [...new Set(this.#byDelivery.values())]
  }

  #forgetOldest(newest: Group): readonly Group[] {
    const forgotten: Group[] = []
    while (this.#byDelivery.size > this.#limit) {
      const [oldest] = this.#byDelivery.values()
      if (oldest === undefined || oldest === newest) break
      this.forget(oldest)
      forgotten.push(oldest)
    }
    return forgotten
  }
}
