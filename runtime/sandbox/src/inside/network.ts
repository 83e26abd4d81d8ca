import type { Codec } from './codec.ts'
import type { Effects, Run } from './effects.ts'
import type { Turn } from './timers.ts'

interface Answer {
  readonly error?: string
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly redirected: boolean
  readonly headers: [string, string][]
  readonly body: Uint8Array
}

/** `fetch`, whose requests are made outside: a text leaves, a text comes back. Its text runs inside isolates. */
export const network = (
  fn: number,
  turn: Turn,
  effects: Effects,
  codec: Codec,
  decodeText: (bytes: Uint8Array) => string
) => {
  const LIMIT = 100
  const { parse, stringify } = JSON
  const waiting = new Map<
    number,
    { readonly run: Run | undefined; resolve(answer: unknown): void; reject(error: Error): void }
  >()
  let last = 0

  class Headers {
    readonly #all = new Map<string, string>()

    constructor(given: Headers | Iterable<readonly [string, string]> | Record<string, string> = {}) {
      const pairs = Symbol.iterator in given ? given : Object.entries(given)
      for (const [name, value] of pairs) this.append(name, value)
    }
    append(name: string, value: unknown): void {
      const before = this.get(name)
      this.set(name, before === null ? value : `${before}, ${value}`)
    }
    set = (name: string, value: unknown): void => void this.#all.set(`${name}`.toLowerCase(), `${value}`)
    get = (name: string): string | null => this.#all.get(`${name}`.toLowerCase()) ?? null
    has = (name: string): boolean => this.#all.has(`${name}`.toLowerCase())
    delete = (name: string): void => void this.#all.delete(`${name}`.toLowerCase())
    forEach(each: (value: string, name: string) => void): void {
      for (const [name, value] of this.#all) each(value, name)
    }
    keys = () => this.#all.keys()
    values = () => this.#all.values()
    entries(): MapIterator<[string, string]> {
      return this.#all.entries()
    }
    [Symbol.iterator](): MapIterator<[string, string]> {
      return this.#all.entries()
    }
  }

  class Response {
    readonly ok: boolean
    readonly status: number
    readonly statusText: string
    readonly url: string
    readonly redirected: boolean
    readonly headers: Headers
    readonly #body: Uint8Array

    constructor({ status, statusText, url, redirected, headers, body }: Answer) {
      this.ok = status >= 200 && status < 300
      this.status = status
      this.statusText = statusText
      this.url = url
      this.redirected = redirected
      this.headers = new Headers(headers)
      this.#body = body
    }
    text = async (): Promise<string> => decodeText(this.#body)
    json = async (): Promise<unknown> => parse(decodeText(this.#body))
    bytes = async (): Promise<Uint8Array> => new Uint8Array(this.#body)
    arrayBuffer = async (): Promise<ArrayBuffer> => new Uint8Array(this.#body).buffer
  }

  const bodyOf = (body: unknown): unknown =>
    body === undefined || body === null || body instanceof Uint8Array
      ? body
      : body instanceof ArrayBuffer
        ? new Uint8Array(body)
        : String(body)

  const request = (
    input: unknown,
    init: { method?: string; headers?: Record<string, string>; body?: unknown } = {}
  ) => {
    if (waiting.size >= LIMIT) throw new RangeError(`A function may have ${LIMIT} requests under way at a time`)
    const { run } = turn
    if (run?.ended) throw new Error('The message that this request is for is done already')
    const headers = new Headers(init.headers)
    const body = bodyOf(init.body)
    if (typeof body === 'string' && !headers.has('content-type'))
      headers.set('content-type', 'text/plain;charset=UTF-8')
    const text = codec.encode({
      url: String(input),
      method: String(init.method ?? 'GET').toUpperCase(),
      headers: [...headers],
      ...(body !== undefined && body !== null && { body })
    })
    const call = ++last
    effects.add(`"fetch",${fn},${call},${run ? effects.numberOf(run) : -1},${stringify(text)}`)
    return new Promise((resolve, reject) => waiting.set(call, { run, resolve, reject }))
  }

  return {
    globals: {
      fetch: async (input: unknown, init?: Parameters<typeof request>[1]) => request(input, init),
      Headers,
      Response
    },
    answer(call: number, text: string): void {
      const found = waiting.get(call)
      if (!found) return
      waiting.delete(call)
      turn.run = found.run
      const answer = codec.decode(text) as Answer
      if (answer.error !== undefined) found.reject(new Error(answer.error))
      else found.resolve(new Response(answer))
    }
  }
}

export type Network = ReturnType<typeof network>
