import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { FlowError } from '@millrace/sdk'

/** A statement and its values. */
export type Write = readonly [statement: string, ...values: (string | null)[]]

interface Batch {
  readonly writes: Map<string, Write>
  readonly saved: PromiseWithResolvers<void>
}

const newBatch = (): Batch => {
  const batch = { writes: new Map<string, Write>(), saved: Promise.withResolvers<void>() }
  batch.saved.promise.catch(() => {})
  return batch
}

/**
 * Writes to the database from a thread of its own, which starts with the first write. One commit is under way at a time;
 * what comes meanwhile goes together with the next, and of two writes under one name only the later.
 */
export class BackgroundWriter {
  readonly #path: string
  #thread: Worker | undefined
  #next = newBatch()
  #running: Batch | undefined
  #soon: NodeJS.Immediate | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** Resolves when it is on the disk; rejects with STORE_FAILED when the disk refuses, and is then tried again with the next write. */
  write(name: string, write: Write): Promise<void> {
    const { writes, saved } = this.#next
    writes.delete(name)
    writes.set(name, write)
    this.#schedule()
    return saved.promise
  }

  /** Undefined while everything is on the disk; otherwise resolves when all that was written so far is. */
  readonly saved = (): Promise<void> | undefined => {
    if (this.#next.writes.size === 0) return this.#running?.saved.promise
    this.#schedule()
    return this.#next.saved.promise
  }

  /** Writes what waits and ends the thread. */
  async close(): Promise<void> {
    await this.saved()?.catch(() => {})
    const thread = this.#thread
    if (thread === undefined) return
    thread.postMessage('close')
    await once(thread, 'exit')
  }

  #schedule(): void {
    if (this.#running === undefined) this.#soon ??= setImmediate(this.#commit)
  }

  readonly #commit = (): void => {
    this.#soon = undefined
    const batch = this.#next
    this.#next = newBatch()
    this.#running = batch
    this.#thread ??= this.#start()
    this.#thread.postMessage([...batch.writes.values()])
  }

  readonly #answered = (failure: string | undefined): void => {
    const batch = this.#running
    this.#running = undefined
    if (batch === undefined) return
    const waits = this.#next.writes.size > 0
    if (failure === undefined) batch.saved.resolve()
    else this.#takeBack(batch, new FlowError('STORE_FAILED', `${this.#path} cannot be written: ${failure}`))
    if (waits) this.#schedule()
  }

  /** What was refused is written again with what comes next, unless that replaces it. */
  #takeBack({ writes, saved }: Batch, error: FlowError): void {
    const later = this.#next.writes
    const all = [...writes].filter(([name]) => !later.has(name)).concat([...later])
    later.clear()
    for (const [name, write] of all) later.set(name, write)
    saved.reject(error)
  }

  #start(): Worker {
    const file = new URL(`./writer-thread${extname(import.meta.url)}`, import.meta.url)
    const thread = new Worker(file, { workerData: { path: this.#path }, execArgv: [] })
    thread.on('message', this.#answered)
    thread.on('error', error => {
      this.#thread = undefined
      this.#answered(error.message)
    })
    return thread
  }
}
