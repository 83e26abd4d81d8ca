import { memoryJournal } from '@millrace/engine'
import { journalContract } from './contract.ts'

describe('memoryJournal', () => {
  journalContract(memoryJournal, { bounded: false })
})
