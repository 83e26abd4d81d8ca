import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { FlowError } from '@millrace/sdk'
import type { DeadLetterBounds } from './bounds.ts'
import type { DiskFailure } from './disk-error.ts'
import type { LetterTally } from './letter-store.ts'
import type { EntryMark, Store } from './store.ts'

export interface ThreadData {
  readonly dir: string
  readonly bounds: DeadLetterBounds
}

type Request = Exclude<keyof Store, 'marks' | 'tally'>
export interface ThreadRequest {
  readonly name: Request
  readonly argument: unknown
}
type ThreadAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: DiskFailure }

/** The store, asked over a thread that answers in the order of the questions. */
export interface Disk {
  readonly marks: readonly EntryMark[]
  readonly tally: LetterTally
  ask<R extends Request>(name: R, ...argument: Parameters<Store[R]>): Promise<ReturnType<Store[R]>>
  /** Closes the file and ends the thread. */
  close(): Promise<void>
}

export const openDisk = async (data: ThreadData): Promise<Disk> => {
  const thread = new Worker(new URL(`./disk-thread${extname(import.meta.url)}`, import.meta.url), { workerData: data })
  const waiting: PromiseWithResolvers<unknown>[] = []
  let ended: Error | undefined

  const next = (): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>()
    waiting.push(answer)
    return answer.promise
  }
  const end = (error: Error): void => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  thread.on('message', (answer: ThreadAnswer) => {
    const asked = waiting.shift()
    if (answer.ok) asked?.resolve(answer.value)
    else asked?.reject(new FlowError(answer.failure.code, answer.failure.message))
  })
  thread.on('error', cause =>
    end(new FlowError('JOURNAL_FAILED', `The thread of the journal in ${data.dir} failed. Restart Millrace`, { cause }))
  )
  thread.on('exit', () => end(new FlowError('JOURNAL_CLOSED', `The journal in ${data.dir} is closed`)))

  const ask: Disk['ask'] = async (name, ...[argument]) => {
    if (ended) throw ended
    thread.postMessage({ name, argument } satisfies ThreadRequest)
    return (await next()) as never
  }

  try {
    const { marks, tally } = (await next()) as Pick<Disk, 'marks' | 'tally'>
    return {
      marks,
      tally,
      ask,
      close: async () => {
        try {
          if (!ended) await ask('close')
        } finally {
          await thread.terminate()
        }
      }
    }
  } catch (error) {
    await thread.terminate()
    throw error
  }
}
