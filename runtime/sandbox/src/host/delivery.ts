import type { FusedOut } from '@millrace/engine'
import { decode, encode, FlowError, isObject, type Message, type Out, type Outgoing } from '@millrace/sdk'
import type { Body } from '../boundary.ts'
import { plainSizes } from '../inside/plain-size.ts'
import type { BoundFunction } from './bound-function.ts'

const plainSize = plainSizes()

/**
 * One message under way in one function. To its handler it stands for the promise that it would otherwise have to make,
 * for every message: whoever waits is called when the message is done.
 */
export class Delivery {
  readonly fn: BoundFunction
  number: number
  /** What it is given, and where what comes of it goes. */
  readonly out: Out
  readonly body: Body
  /** About how many characters cross. */
  readonly size: number
  /** Given again after an isolate was lost: on its own, so that the culprit is found. */
  alone = false
  /** What it will fail with when it is done. */
  error: Error | undefined
  /** Something that it sent is on its way. */
  traced = false
  /** Repeating timers that may send for it, also after it is done. */
  intervals = 0
  /** Code has said that it is done. */
  ending = false
  /** Its handler has been told. */
  over = false
  /** The batch with which it has crossed. */
  post = 0
  #abort: AbortController | undefined
  #resolve: (() => unknown) | undefined
  #reject: ((error: Error) => unknown) | undefined

  constructor(fn: BoundFunction, number: number, message: Message, out: Out) {
    const size = plainSize(message)
    this.fn = fn
    this.number = number
    this.body = size > 0 ? message : encode(message)
    this.size = typeof this.body === 'string' ? this.body.length : size
    this.out = out
  }

  // biome-ignore lint/suspicious/noThenProperty: it is waited for as a promise is
  then(resolve: () => unknown, reject: (error: Error) => unknown): void {
    this.#resolve = resolve
    this.#reject = reject
    if (this.over) this.#tell()
  }

  /** Passes on what code sent, at the end of the way that the message has gone by itself, if it has. What cannot be read or passed on fails the message. */
  send(ports: readonly number[] | undefined, port: number, body: Body, suspicious: boolean): void {
    try {
      const outgoing = readMessage(body, suspicious)
      this.traced = true
      if (ports) (this.out as FusedOut).passAlong(ports, outgoing, port)
      else this.out.send(outgoing, port)
    } catch (error) {
      this.error ??= error as Error
    }
  }

  /** It will fail when it is done. `about` is the message that code was at, where it says so. */
  fail(code: string, text: string, stack: string, about: Body | null, suspicious: boolean): void {
    if (this.error) return
    const error = codeError(code, text, stack)
    this.error = error
    try {
      if (about !== null) error.about = readMessage(about, suspicious) as Message
    } catch {
      // it stays an error about the message that the node was given
    }
  }

  /** Aborts when the message is done. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController()
    return this.#abort.signal
  }

  settle(): void {
    if (this.over) return
    this.over = true
    this.#abort?.abort()
    this.#tell()
  }

  #tell(): void {
    if (this.error === undefined) this.#resolve?.()
    else this.#reject?.(this.error)
  }
}

/** A message as it crossed; throws when it is none. */
export const readMessage = (body: Body, suspicious: boolean): Outgoing => {
  const message = typeof body === 'string' ? decode(body) : suspicious ? decode(JSON.stringify(body)) : body
  if (isObject(message)) return message as Outgoing
  throw new FlowError('CODE_FAILED', 'Function tried to send something that is no message')
}

/** An error as people's code made it: its message and its own stack. */
export const codeError = (code: string, text: string, stack: string): FlowError => {
  const error = new FlowError(code, text)
  if (stack !== '') error.stack = stack
  return error
}
