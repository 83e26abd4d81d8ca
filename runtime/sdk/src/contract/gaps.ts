import type { Abilities } from './abilities.ts'
import type { Counterpart, Place } from './counterpart.ts'

/** What must be there for each ability that the counterpart says it has: a check that finds nothing to do proves nothing. */
const counterpartNeeds: Partial<Record<keyof Abilities, readonly (keyof Counterpart)[]>> = {
  stops: ['stop', 'start'],
  severs: ['sever'],
  authenticates: ['wrongCredentials'],
  permits: ['permissions'],
  misses: ['missing'],
  boundsSize: ['largest']
}

const placeNeeds: Partial<Record<keyof Abilities, readonly (keyof Place)[]>> = {
  receives: ['trigger', 'changedTrigger', 'send'],
  sends: ['output', 'received'],
  showsUnacknowledged: ['unacknowledged'],
  decodes: ['decodingTrigger'],
  retriesAtSource: ['retryingTrigger']
}

/** Throws when the counterpart lacks something that it says it can do. */
export const assertWhole = (counterpart: Counterpart): void =>
  assertNeeds(`the counterpart ${counterpart.name}`, counterpart, counterpart.abilities, counterpartNeeds)

/** The same for a place of it. */
export const assertWholePlace = (place: Place, { name, abilities }: Counterpart): void =>
  assertNeeds(`a place of ${name}`, place, abilities, placeNeeds)

const assertNeeds = <T extends object>(
  what: string,
  given: T,
  abilities: Abilities,
  needs: Partial<Record<keyof Abilities, readonly (keyof T)[]>>
): void => {
  for (const [ability, names] of Object.entries(needs) as [keyof Abilities, readonly (keyof T)[]][]) {
    const missing = names.filter(name => isEmpty(given[name])).map(String)
    if (abilities[ability] === true && missing.length > 0)
      throw new Error(`${what} has no ${missing.join(', ')}: give it, or say in abilities.${ability} why not`)
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)
