import { createServer, type Server, type Socket } from 'node:net'
import { type Lines, lines } from './lines.ts'
import type { Request, Response } from './protocol.ts'
import { Queue } from './queue.ts'

type Answer = (refused?: string) => void

/** Milliseconds that the server needs to note who takes from a queue. */
const NOTE = 30

/**
 * A queue server in memory. As an MQTT broker does, it knows its clients by name, remembers what they take from, and hands
 * it to them as soon as they say hello.
 */
export class QueueServer {
  readonly token = 'open-sesame'
  /** Bytes of the largest body that it takes. */
  readonly largest = 5000
  readonly denied = new Set<string>()
  refusals = 0
  readonly #queues = new Map<string, Queue>()
  readonly #takes = new Map<string, Set<string>>()
  readonly #clients = new Map<Socket, { readonly name: string; readonly lines: Lines<Request, Response> }>()
  #server: Server | undefined
  #port = 0

  get port(): number {
    return this.#port
  }

  async start(): Promise<void> {
    const server = createServer(socket => this.#meet(socket)).listen(this.#port, '127.0.0.1')
    await new Promise<void>(resolve => server.once('listening', resolve))
    this.#port = (server.address() as { port: number }).port
    this.#server = server
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => this.#server?.close(() => resolve()))
    this.sever()
    await closed
  }

  sever(): void {
    for (const socket of this.#clients.keys()) socket.destroy()
  }

  queue(name: string): Queue {
    const found = this.#queues.get(name) ?? new Queue(name)
    this.#queues.set(name, found)
    return found
  }

  put(name: string, body: string): void {
    this.queue(name).add(body)
    this.#hand(name)
  }

  #meet(socket: Socket): void {
    const line = lines<Request, Response>(socket)
    line.heard(request => this.#answer(socket, line, request))
    socket.on('error', () => {})
    socket.once('close', () => {
      this.#clients.delete(socket)
      for (const queue of this.#queues.values()) queue.gone(socket)
    })
  }

  #answer(socket: Socket, line: Lines<Request, Response>, request: Request): void {
    if (request.say === 'done' || request.say === 'back') {
      const [name = ''] = request.id.split('#')
      this.queue(name)[request.say](request.id)
      this.#hand(name)
      return
    }
    const { call } = request
    const answer = (refused?: string) => line.send({ answer: call, ...(refused && { refused }) })
    switch (request.say) {
      case 'hello':
        this.#welcome(socket, line, request, answer)
        break
      case 'may':
        answer(this.denied.has(request.permission) ? `may not ${request.permission}` : undefined)
        break
      case 'put':
        this.#put(request, answer)
        break
      case 'take':
        setTimeout(() => this.#take(socket, request.queue, answer), NOTE)
    }
  }

  #welcome(
    socket: Socket,
    line: Lines<Request, Response>,
    { client, token }: { readonly client: string; readonly token: string },
    answer: Answer
  ): void {
    if (token !== this.token) {
      this.refusals++
      answer('the token is wrong')
      return
    }
    this.#clients.set(socket, { name: client, lines: line })
    answer()
    for (const name of this.#takes.get(client) ?? []) this.#hand(name)
  }

  #put({ queue, body }: { readonly queue: string; readonly body: string }, answer: Answer): void {
    if (body.length > this.largest) answer(`too large: ${body.length} bytes, and ${this.largest} are taken`)
    else {
      this.put(queue, body)
      answer()
    }
  }

  #take(socket: Socket, name: string, answer: Answer): void {
    const client = this.#clients.get(socket)
    if (!client) return
    if (!this.#queues.has(name)) {
      answer(`there is no queue ${name}`)
      return
    }
    const takes = this.#takes.get(client.name) ?? new Set()
    this.#takes.set(client.name, takes.add(name))
    answer()
    this.#hand(name)
  }

  /** Hands out what waits in a queue to the client that takes from it. */
  #hand(name: string): void {
    for (const [socket, client] of this.#clients) {
      if (!this.#takes.get(client.name)?.has(name)) continue
      const queue = this.queue(name)
      for (let held = queue.lease(socket); held; held = queue.lease(socket)) client.lines.send({ queue: name, ...held })
    }
  }
}
