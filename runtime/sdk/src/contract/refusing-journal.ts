import type { ContractJournal } from './runtime.ts'

/** A durable journal with a full disk: it takes nothing, so that what fails can only go back to its source. */
export const refusingJournal = (): ContractJournal => {
  const refuse = async () => {
    throw new Error('the disk is full')
  }
  return {
    durable: true,
    recover: async () => [],
    append: refuse,
    remove: async () => {},
    bury: refuse,
    deadLetters: async () => [],
    deadLetterCount: () => 0,
    purge: async () => 0,
    close: async () => {}
  }
}
