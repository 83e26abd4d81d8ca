import type { Log } from '@millrace/sdk'
import { Batches } from './batches.ts'
import type { BatchResult, Client } from './client.ts'
import { EntryError } from './entry-error.ts'

interface Change {
  readonly handle: string
  /** Seconds. */
  readonly visibility: number
}

/** Tries of a deletion that SQS itself could not do, and the milliseconds before the second. */
const TRIES = 4
const PAUSE = 200
/** Milliseconds that deletions wait for others, where nobody waits for them. */
const GATHER = 20

/** Tells SQS what becomes of messages, many at a time. */
export class Receipts {
  readonly #deletes: Batches<string, undefined>
  readonly #changes: Batches<Change, undefined>

  /** In a FIFO queue, the next message of a group waits for the deletion of the one before. */
  constructor(client: Client, { fifo }: { readonly fifo: boolean }) {
    this.#deletes = new Batches({
      wait: fifo ? 0 : GATHER,
      run: async handles =>
        outcomes(handles, await client.delete(handles.map((ReceiptHandle, i) => ({ Id: String(i), ReceiptHandle }))))
    })
    this.#changes = new Batches({
      key: ({ handle }) => handle,
      run: async changes => {
        const entries = changes.map(({ handle: ReceiptHandle, visibility: VisibilityTimeout }, i) => ({
          Id: String(i),
          ReceiptHandle,
          VisibilityTimeout
        }))
        return outcomes(changes, await client.changeVisibility(entries))
      }
    })
  }

  /** The message is done. */
  async delete(handle: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#deletes.add(handle)
        return
      } catch (error) {
        if (!(error instanceof EntryError) || error.final || tries === TRIES) throw error
        await new Promise(resolve => setTimeout(resolve, PAUSE * 2 ** (tries - 1)))
      }
    }
  }

  /** Hides it from others for so many seconds from now. */
  async hide(handle: string, seconds: number): Promise<void> {
    await this.#changes.add({ handle, visibility: seconds })
  }

  /** Gives it back: it is there for everybody after so many seconds. */
  async giveBack(handle: string, seconds: number, log: Log): Promise<void> {
    try {
      await this.hide(handle, seconds)
    } catch (error) {
      log.debug('message not given back, it comes again by itself', { error: String(error) })
    }
  }

  /** Resolves when SQS has been told everything. */
  async drain(): Promise<void> {
    await Promise.all([this.#deletes.drain(), this.#changes.drain()])
  }
}

const outcomes = (items: readonly unknown[], { failed }: BatchResult): (undefined | Error)[] =>
  items.map((_item, i) => {
    const fault = failed.get(String(i))
    return fault && new EntryError(fault)
  })
