import { type Message, type Out, RejectedError } from '@millrace/sdk'
import { Agenda } from '../hold/agenda.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { whenKnown } from '../value/when-known.ts'
import type { Claim, Member, Result } from './claim.ts'
import { claimsOf, Group } from './group.ts'
import { Reunions } from './reunions.ts'

export interface GroupsParts {
  /** The most messages held. */
  readonly limit: number
  /** Milliseconds after which a group is sent as it is; 0 is never. */
  readonly timeout: number
  /** A group that is complete goes on with every message after that. */
  readonly accumulate: boolean
  readonly join: (claims: readonly Claim[], before: Result | undefined) => Result | Promise<Result>
}

/**
 * The groups of one join. The last message of a group sends what it became; all are done when everything that came of it
 * is done, and fail together.
 */
export class Groups {
  readonly #parts: GroupsParts
  readonly #groups = new Map<unknown, Group>()
  readonly #homes = new Map<Kept, { readonly group: Group; readonly member: Member }>()
  readonly #agenda = new Agenda<Group>(group => this.#due(group))
  readonly #reunions: Reunions
  readonly #hold: Hold

  constructor(parts: GroupsParts) {
    this.#parts = parts
    this.#reunions = new Reunions(parts.limit, this.#agenda)
    this.#hold = new Hold(parts.limit, kept => this.#leave(kept))
  }

  has(id: unknown): boolean {
    return this.#groups.has(id)
  }

  take(claim: Claim, message: Message, out: Out): Promise<void> {
    if (claim.count > this.#parts.limit)
      throw new RejectedError(
        `this sequence has ${claim.count} messages, and no more than ${this.#parts.limit} are held: raise that limit`
      )
    const kept = this.#hold.keep(message, out)
    const failed = this.#reunions.of(out.id)
    if (failed) this.#put({ kept, claim }, failed)
    else this.#add({ kept, claim })
    return kept.promise
  }

  /** What a group waits for begins anew. */
  restartTimeout(id: unknown): void {
    const group = this.#groups.get(id)
    if (group) this.#arm(group)
  }

  /** Drops what a group has, which counts as done; what all have without an id. */
  reset(id?: unknown): void {
    const all = [...this.#groups.values(), ...this.#reunions.all]
    for (const group of all.filter(({ id: named }) => id === undefined || named === id)) {
      this.#forget(group)
      for (const { kept } of group.members) {
        this.#homes.delete(kept)
        kept.done()
      }
    }
  }

  close(): void {
    this.#agenda.close()
    this.#hold.close()
  }

  #add(member: Member): void {
    const { claim } = member
    const known = this.#groups.get(claim.group)
    const group = known ?? new Group(claim.group)
    if (!known) {
      this.#groups.set(group.id, group)
      this.#arm(group)
    }
    this.#put(member, group)
  }

  #put(member: Member, group: Group): void {
    const { kept, claim } = member
    const replaced = group.add(member)
    this.#homes.set(kept, { group, member })
    if (replaced) kept.promise.then(replaced.kept.done, replaced.kept.failed)
    if (group.isComplete || (claim.completes && group.roster === undefined)) this.#send(group, claim.completes)
  }

  #arm(group: Group): void {
    if (group.appointment) this.#agenda.remove(group.appointment)
    if (this.#parts.timeout > 0) group.appointment = this.#agenda.add(this.#parts.timeout, group)
  }

  /** A group has waited long enough, or too long for those of it that do not come back. */
  #due(group: Group): void {
    if (group.roster === undefined) this.#send(group, false)
    else this.#giveUp(group)
  }

  #giveUp(failed: Group): void {
    this.#forget(failed)
    for (const member of failed.members) this.#add(member)
  }

  #send(group: Group, ends: boolean): void {
    const { members, before } = group
    const goesOn = this.#parts.accumulate && group.roster === undefined && !ends
    if (!goesOn) this.#forget(group)
    else if (group.appointment) this.#agenda.remove(group.appointment)
    for (const { kept } of members) this.#homes.delete(kept)
    const last = members.at(-1)?.kept
    if (last === undefined) return
    const sent = Promise.try(() => {
      const result = this.#parts.join(claimsOf(members), before)
      if (goesOn && !(result instanceof Promise)) group.carryOn(result)
      return whenKnown(result, ({ message }) => last.out.deliver(message, 0, { catchFirst: true }))
    })
    sent.then(
      () => {
        for (const { kept } of members) kept.done()
      },
      error => this.#failed(group.id, members, before, error)
    )
  }

  #failed(id: unknown, members: readonly Member[], before: Result | undefined, error: unknown): void {
    if (!(error instanceof RejectedError))
      for (const forgotten of this.#reunions.expect(id, members, before)) this.#giveUp(forgotten)
    for (const { kept } of members) kept.failed(error)
  }

  #forget(group: Group): void {
    if (this.#groups.get(group.id) === group) this.#groups.delete(group.id)
    if (group.roster) this.#reunions.forget(group)
    else if (group.appointment) this.#agenda.remove(group.appointment)
  }

  #leave(kept: Kept): void {
    const home = this.#homes.get(kept)
    if (home === undefined) return
    this.#homes.delete(kept)
    const { group, member } = home
    group.remove(member)
    if (group.roster === undefined && group.isEmpty) this.#forget(group)
  }
}
