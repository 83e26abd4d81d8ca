import { FlowError } from '@millrace/sdk/values'
import ivm from 'isolated-vm'

export interface Limits {
  readonly timeout: number
  readonly memory: number
}

/** An isolate whose program gives back functions of text. Made at the first call, made anew when it was lost. */
export class Evaluator<Entry extends string> {
  readonly #limits: Limits
  readonly #program: () => string
  readonly #entries: readonly Entry[]
  readonly #ask: ((question: string, ...details: string[]) => string) | undefined
  #running: { readonly isolate: ivm.Isolate; readonly entries: Record<Entry, ivm.Reference> } | undefined

  constructor(
    limits: Limits,
    entries: readonly Entry[],
    program: () => string,
    ask?: (question: string, ...details: string[]) => string
  ) {
    this.#limits = limits
    this.#entries = entries
    this.#program = program
    this.#ask = ask
  }

  /** Calls an entry under the time limit. `what` begins the message of the error when a limit is hit. */
  call(entry: Entry, args: readonly (string | number)[], what: string): string {
    this.#running ??= this.#open()
    const { isolate, entries } = this.#running
    const { timeout, memory } = this.#limits
    const started = performance.now()
    try {
      return entries[entry].applySync(undefined, [...args], { timeout }) as string
    } catch (error) {
      if (isolate.isDisposed) {
        this.#running = undefined
        throw new FlowError('CODE_MEMORY', `${what} was stopped because it used more than ${memory} MB.`)
      }
      if (performance.now() - started >= timeout)
        throw new FlowError(
          'CODE_TIMEOUT',
          `${what} was stopped after ${timeout} ms. Make it simpler, or raise the timeout.`
        )
      throw new FlowError('CODE_FAILED', `${what} failed: ${(error as Error).message}`)
    }
  }

  close(): void {
    this.#running?.isolate.dispose()
    this.#running = undefined
  }

  #open() {
    const isolate = new ivm.Isolate({ memoryLimit: Math.max(8, this.#limits.memory) })
    const context = isolate.createContextSync()
    const main = context.evalSync(this.#program(), { reference: true }) as ivm.Reference
    const made = main.applySync(undefined, this.#ask ? [new ivm.Callback(this.#ask)] : [], {
      result: { reference: true }
    })
    const entries = {} as Record<Entry, ivm.Reference>
    for (const name of this.#entries)
      entries[name] = (made as ivm.Reference).getSync(name, { reference: true }) as ivm.Reference
    return { isolate, entries }
  }
}
