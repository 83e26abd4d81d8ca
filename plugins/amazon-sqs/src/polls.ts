import type { Message } from '@aws-sdk/client-sqs'
import { type FlowError, RetryError } from '@millrace/sdk'

export interface PollsOptions {
  /** How many at a time while there are many messages. */
  readonly most: number
  receive(signal: AbortSignal): Promise<readonly Message[]>
  /** Resolves when there is room for another. */
  take(message: Message): Promise<void>
  failed(error: FlowError): void
}

/** As many messages as one request brings. */
const FULL = 10
/** Milliseconds that requests have to end by themselves: messages on their way would stay hidden for a while. */
const GRACE = 250

/** Asks for messages, all the time that it is open: one request at a time while there are none, several while there are many. */
export class Polls {
  readonly #options: PollsOptions
  readonly #running = new Set<Promise<void>>()
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  #resume: (() => void) | undefined
  #paused: Promise<void> | undefined

  constructor(options: PollsOptions) {
    this.#options = options
    this.pause()
    this.#start()
  }

  /** What is on its way still arrives. */
  pause(): void {
    if (this.#paused || this.#stop.signal.aborted) return
    this.#paused = new Promise(resolve => {
      this.#resume = resolve
    })
  }

  resume(): void {
    this.#resume?.()
    this.#paused = undefined
  }

  /** Settles once it is not paused. False when it is over instead. */
  async open(): Promise<boolean> {
    while (this.#paused) await this.#paused
    return !this.#stop.signal.aborted
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.resume()
    const timer = setTimeout(() => this.#abort.abort(), GRACE)
    await Promise.all(this.#running)
    clearTimeout(timer)
  }

  #start(): void {
    const poll = this.#poll().finally(() => this.#running.delete(poll))
    this.#running.add(poll)
  }

  async #poll(): Promise<void> {
    const { receive, take, most, failed } = this.#options
    while (await this.open()) {
      try {
        const messages = await receive(this.#abort.signal)
        if (messages.length === FULL && this.#running.size < most && !this.#stop.signal.aborted) this.#start()
        for (const message of messages) await take(message)
        if (messages.length === 0 && this.#running.size > 1) return
      } catch (error) {
        if (this.#stop.signal.aborted) return
        if (!(error instanceof RetryError)) {
          failed(error as FlowError)
          return
        }
        await this.#sleep(error.wait)
      }
    }
  }

  #sleep(time: number): Promise<void> {
    const { signal } = this.#stop
    return new Promise(resolve => {
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, time)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
