import { createRuntime } from '@millrace/engine'
import { sqliteJournal } from '@millrace/journal'
import { runContractChild } from '@millrace/sdk/contract'

await runContractChild({ createRuntime, journal: dir => sqliteJournal({ dir }) })
