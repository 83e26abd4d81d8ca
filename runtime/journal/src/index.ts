export { type DeadLetterBounds, defaultBounds, type JournalBounds, type PartialBounds } from './bounds.ts'
export { type JournalUsage, type SqliteJournal, type SqliteJournalOptions, sqliteJournal } from './sqlite-journal.ts'
