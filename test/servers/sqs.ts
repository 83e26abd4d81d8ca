import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { buildApp } from 'fauxqs'
import { type AwsKeys, signatureFault } from './sqs-signature.ts'

/** An error that AWS would answer with. */
export interface AwsFault {
  readonly status: number
  readonly code: string
  readonly message: string
}

export interface SqsMessage {
  readonly MessageId: string
  readonly ReceiptHandle: string
  readonly Body: string
}

/** Amazon SQS on a port of its own: fauxqs behind a door that checks signatures and permissions, and can be shut. */
export interface SqsServer {
  readonly port: number
  /** The only keys that are let in. */
  readonly keys: AwsKeys
  /** Resolves to the URL of the queue. A name that ends in `.fifo` makes a FIFO queue. */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): Promise<string>
  deleteQueue(url: string): Promise<void>
  urlOf(name: string): string
  /** Does an action as the owner of the queues, past the door. */
  call<T = Record<string, unknown>>(action: string, input: object): Promise<T>
  /** Messages of a queue: waiting, and taken but not deleted. */
  count(url: string): Promise<{ readonly waiting: number; readonly taken: number }>
  /** The user may no longer do this, such as `DeleteMessage`; batches of it too. */
  deny(action: string): void
  allow(action: string): void
  /** Answers the next requests of this action with an error, once unless `times` says more. */
  fail(action: string, fault: AwsFault, times?: number): void
  /** How many requests of an action came, and how many of anything were not let in. */
  requests(action: string): number
  readonly refusals: number
  /** Takes requests and answers none, as a network does that drops packets; until `start`. */
  mute(): void
  /** Breaks all connections without a word, and those that ask for messages again until somebody looks at a queue, as who connects anew does. */
  sever(): void
  /** Breaks all connections and listens no more. The queues keep their messages. */
  stop(): Promise<void>
  /** Listens again, on the same port. */
  start(): Promise<void>
  close(): Promise<void>
}

const TYPE = 'application/x-amz-json-1.0'
const texts: Readonly<Record<string, string>> = {
  MissingAuthenticationToken: 'Request is missing Authentication Token',
  InvalidClientTokenId: 'The security token included in the request is invalid.',
  SignatureDoesNotMatch: 'The request signature we calculated does not match the signature you provided.'
}

export const startSqs = async (): Promise<SqsServer> => {
  const keys = { accessKeyId: 'AKIAMILLRACETEST', secretAccessKey: 'sluice-gate-secret' }
  const app = buildApp({ logger: false })
  const denied = new Set<string>()
  const faults: { action: string; fault: AwsFault; times: number }[] = []
  const requests = new Map<string, number>()
  let refusals = 0
  let muted = false
  let broken = false
  let port = 0

  const pass = (action: string, payload: string) =>
    app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': TYPE, 'x-amz-target': `AmazonSQS.${action}`, host: `127.0.0.1:${port}` },
      payload
    })
  const call = async <T>(action: string, input: object): Promise<T> => {
    const { statusCode, payload } = await pass(action, JSON.stringify(input))
    if (statusCode !== 200) throw new Error(`${action}: ${payload}`)
    return (payload === '' ? {} : JSON.parse(payload)) as T
  }

  const faultOf = (request: IncomingMessage, action: string, body: string): AwsFault | undefined => {
    const code = signatureFault(request, body, keys)
    if (code) return { status: 403, code, message: texts[code] ?? code }
    const permission = action.replace(/Batch$/, '')
    if (denied.has(permission))
      return {
        status: 403,
        code: 'AccessDenied',
        message: `User: arn:aws:iam::000000000000:user/test is not authorized to perform: sqs:${permission.toLowerCase()}`
      }
    const planned = faults.find(fault => fault.action === action && fault.times > 0)
    if (planned) planned.times--
    return planned?.fault
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const action = String(request.headers['x-amz-target']).replace('AmazonSQS.', '')
    requests.set(action, (requests.get(action) ?? 0) + 1)
    if (muted) return
    if (action === 'GetQueueAttributes') broken = false
    if (broken && action === 'ReceiveMessage') {
      request.socket.destroy()
      return
    }
    const fault = faultOf(request, action, body)
    if (fault) {
      refusals++
      const error = JSON.stringify({ __type: `com.amazonaws.sqs#${fault.code}`, message: fault.message })
      response.writeHead(fault.status, { 'content-type': TYPE }).end(error)
      return
    }
    const { statusCode, headers, payload } = await pass(action, body)
    if (action === 'ReceiveMessage' && (await hasGone(request, response))) {
      await giveBack(JSON.parse(body).QueueUrl, payload)
      return
    }
    response.writeHead(statusCode, { 'content-type': TYPE, ...errorHeader(headers) }).end(payload)
  }

  /** What was received for somebody who has gone is there for others. */
  const giveBack = async (QueueUrl: string, received: string): Promise<void> => {
    const { Messages = [] } = JSON.parse(received) as { Messages?: SqsMessage[] }
    for (const { ReceiptHandle } of Messages)
      await call('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  const listen = () => new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  await listen()
  port = (server.address() as AddressInfo).port
  const stop = async () => {
    if (!server.listening) return
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }
  const urlOf = (name: string) => `http://127.0.0.1:${port}/000000000000/${name}`

  return {
    port,
    keys,
    urlOf,
    call,
    async createQueue(name, attributes = {}) {
      await call('CreateQueue', { QueueName: name, Attributes: attributes })
      return urlOf(name)
    },
    deleteQueue: async url => void (await call('DeleteQueue', { QueueUrl: url })),
    async count(url) {
      const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']
      const { Attributes: found } = await call<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
        QueueUrl: url,
        AttributeNames: names
      })
      const [waiting, taken] = names.map(name => Number(found[name]))
      return { waiting: waiting ?? 0, taken: taken ?? 0 }
    },
    deny: action => void denied.add(action),
    allow: action => void denied.delete(action),
    fail: (action, fault, times = 1) => void faults.push({ action, fault, times }),
    requests: action => requests.get(action) ?? 0,
    get refusals() {
      return refusals
    },
    mute() {
      muted = true
    },
    sever() {
      broken = true
      server.closeAllConnections()
    },
    stop,
    async start() {
      muted = false
      if (!server.listening) await listen()
    },
    async close() {
      await stop()
      await app.close()
    }
  }
}

/** Whoever asked may have gone in this very moment: their good-bye is then among what is still to be read. */
const hasGone = async ({ socket }: IncomingMessage, response: ServerResponse): Promise<boolean> => {
  for (let turns = 0; turns < 2; turns++) await new Promise(resolve => setImmediate(resolve))
  return response.destroyed || socket.readableEnded || !socket.writable
}

const errorHeader = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  typeof headers['x-amzn-query-error'] === 'string' ? { 'x-amzn-query-error': headers['x-amzn-query-error'] } : {}
