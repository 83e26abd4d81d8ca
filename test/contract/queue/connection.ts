import type { Socket } from 'node:net'
import { FlowError, type Receipt } from '@millrace/sdk'
import { type Lines, lines } from './lines.ts'
import type { Request, Response } from './protocol.ts'

/** What an integration may do wrong; each is one that the contract suite must find. */
export interface Faults {
  /** Tells the server that a message is done as soon as it is here. */
  readonly acknowledgesOnArrival?: boolean
  /** What comes before the triggers have started is thrown away. */
  readonly dropsBeforeReady?: boolean
  /** What comes while a deploy replaces a trigger is thrown away. */
  readonly dropsAtDeploy?: boolean
  /** What comes again is taken for done. */
  readonly ignoresRedelivery?: boolean
}

export interface Taken {
  readonly id: string
  readonly body: string
}

export type Hear = (message: Taken, receipt: Receipt) => void

/** One connection to the queue server: calls and their answers, and who hears which queue. */
export class QueueConnection {
  readonly bytes: number
  readonly #lines: Lines<Response, Request>
  readonly #faults: Faults
  readonly #calls = new Map<number, { answered(): void; refused(error: Error): void }>()
  readonly #listeners = new Map<string, Hear>()
  readonly #unheard: (Taken & { readonly queue: string })[] = []
  #ready = false
  #called = 0

  constructor(socket: Socket, faults: Faults, bytes = Number.POSITIVE_INFINITY) {
    this.#lines = lines(socket)
    this.#faults = faults
    this.bytes = bytes
    this.#lines.heard(response => ('answer' in response ? this.#answered(response) : this.#arrived(response)))
    socket.once('close', () => {
      for (const { refused } of this.#calls.values()) refused(new FlowError('CONNECTION_LOST', 'the server has gone'))
    })
  }

  ready(): void {
    this.#ready = true
  }

  /** Resolves when the server agrees. */
  call(request: DistributiveOmit<Extract<Request, { call: number }>, 'call'>): Promise<void> {
    const call = ++this.#called
    return new Promise((answered, refused) => {
      this.#calls.set(call, { answered, refused })
      this.#lines.send({ ...request, call })
    })
  }

  /** Resolves, once the server knows, to what ends the hearing. */
  async hear(queue: string, hear: Hear): Promise<() => void> {
    await this.call({ say: 'take', queue })
    this.#listeners.set(queue, hear)
    for (const message of this.#unheard.splice(0)) this.#arrived(message)
    return () => void this.#listeners.delete(queue)
  }

  #answered({ answer, refused }: Extract<Response, { answer: number }>): void {
    const call = this.#calls.get(answer)
    this.#calls.delete(answer)
    if (refused === undefined) call?.answered()
    else call?.refused(new FlowError('REFUSED', refused))
  }

  #arrived(message: Taken & { readonly queue: string; readonly again?: boolean }): void {
    const { id, queue, again } = message
    const tell = (say: 'done' | 'back') => this.#lines.send({ say, id })
    if (again && this.#faults.ignoresRedelivery) return
    const hear = this.#listeners.get(queue)
    if (this.#faults.acknowledgesOnArrival) tell('done')
    if (hear) {
      hear(message, { ack: () => tell('done'), nack: () => tell('back') })
      return
    }
    const drops = this.#ready ? this.#faults.dropsAtDeploy : this.#faults.dropsBeforeReady
    if (drops) tell('done')
    else this.#unheard.push(message)
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
