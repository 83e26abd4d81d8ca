import type { PartialBounds } from '@millrace/journal'
import type { Settings } from './schema.ts'

const DAY = 24 * 3600 * 1000

/** The settings that bound the journal and its dead letters; where 0 means no bound. */
export const journalBounds = (settings: Settings): PartialBounds => ({
  count: settings.journalMessages,
  bytes: settings.journalBytes,
  age: orForever(settings.journalAge * 1000),
  deadLetters: {
    count: settings.deadLetters,
    bytes: settings.deadLetterBytes,
    age: orForever(settings.deadLetterDays * DAY)
  }
})

const orForever = (bound: number): number => (bound === 0 ? Number.POSITIVE_INFINITY : bound)
