import type { Appointment } from '../hold/agenda.ts'
import { type Claim, type Member, placesOf, type Result } from './claim.ts'

/** Messages that become one. */
export class Group {
  readonly id: unknown
  /** The deliveries that it consists of, in order, when it is one that failed and comes again. */
  readonly roster: readonly string[] | undefined
  /** What earlier messages of the group have made, which were sent on already. */
  before: Result | undefined
  appointment: Appointment<Group> | undefined
  #members = new Map<string, Member>()
  /** How many members take each place. */
  readonly #places = new Map<unknown, number>()
  #count = 0

  constructor(id: unknown, roster?: readonly string[], before?: Result) {
    this.id = id
    this.roster = roster
    this.before = before
  }

  get members(): readonly Member[] {
    if (this.roster === undefined) return [...this.#members.values()]
    return this.roster.flatMap(id => this.#members.get(id) ?? [])
  }

  /** Nobody waits in it, and nothing is left of those who did. */
  get isEmpty(): boolean {
    return this.#members.size === 0 && this.before === undefined
  }

  get isComplete(): boolean {
    if (this.roster !== undefined) return this.#members.size === this.roster.length
    return this.#count > 0 && this.#places.size >= this.#count
  }

  /** Gives back the member that it replaces: the same delivery, come again. */
  add(member: Member): Member | undefined {
    const { kept, claim } = member
    const replaced = this.#members.get(kept.out.id)
    if (replaced) this.remove(replaced)
    this.#members.set(kept.out.id, member)
    for (const place of placesOf(claim)) this.#places.set(place, (this.#places.get(place) ?? 0) + 1)
    if (this.#count === 0) this.#count = claim.count
    return replaced
  }

  remove({ kept, claim }: Member): void {
    if (this.#members.get(kept.out.id)?.kept !== kept) return
    this.#members.delete(kept.out.id)
    for (const place of placesOf(claim)) {
      const left = (this.#places.get(place) ?? 1) - 1
      if (left === 0) this.#places.delete(place)
      else this.#places.set(place, left)
    }
  }

  /** Goes on without the members that it has had, whose places stay taken. */
  carryOn(result: Result): void {
    this.before = result
    this.#members = new Map()
  }
}

export const claimsOf = (members: readonly Member[]): readonly Claim[] => members.map(({ claim }) => claim)
