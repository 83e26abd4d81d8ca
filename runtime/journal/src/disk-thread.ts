// Runs in a thread of its own and loads nothing but SQLite: a journal opens before the first message comes.
import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadData, ThreadRequest } from './disk.ts'
import { describeFailure } from './disk-error.ts'
import { journalFile, openStore } from './store.ts'

const { dir, bounds } = workerData as ThreadData

const answering = (act: () => unknown): void => {
  try {
    parentPort?.postMessage({ ok: true, value: act() })
  } catch (error) {
    parentPort?.postMessage({ ok: false, failure: describeFailure(error, journalFile(dir)) })
  }
}

answering(() => {
  const store = openStore(dir, bounds)
  const marks = store.marks()
  parentPort?.on('message', ({ name, argument }: ThreadRequest) =>
    answering(() => (store[name] as (argument: unknown) => unknown)(argument))
  )
  return { marks, tally: store.tally() }
})
