import type { Log, Storage } from '@millrace/sdk'

const PREFIX = 'done/'
/** Milliseconds after which no queue has the message any more: the longest time that SQS keeps one. */
const RETENTION = 14 * 24 * 60 * 60 * 1000

/** Messages that are done and could not be deleted, over restarts: when SQS gives them again they are deleted and nothing else. */
export class DoneMessages {
  readonly #storage: Storage
  readonly #log: Log
  readonly #ids = new Set<string>()

  private constructor(storage: Storage, log: Log) {
    this.#storage = storage
    this.#log = log
  }

  static async open(storage: Storage, log: Log): Promise<DoneMessages> {
    const done = new DoneMessages(storage, log)
    for (const key of await storage.keys(PREFIX)) {
      const id = key.slice(PREFIX.length)
      done.#ids.add(id)
      if (Number(await storage.get(key)) < Date.now() - RETENTION) await done.forget(id)
    }
    return done
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  remember(id: string): Promise<void> {
    this.#ids.add(id)
    return this.#write(id, Date.now())
  }

  async forget(id: string): Promise<void> {
    if (this.#ids.delete(id)) await this.#write(id, undefined)
  }

  async #write(id: string, at: number | undefined): Promise<void> {
    try {
      await this.#storage.set(PREFIX + id, at)
    } catch (error) {
      this.#log.warn('could not keep that a message is done', { messageId: id, error: String(error) })
    }
  }
}
