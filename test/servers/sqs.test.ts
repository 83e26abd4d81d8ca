import { ReceiveMessageCommand, SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'
import { expect } from 'chai'
import { type SqsServer, startSqs } from './sqs.ts'
import { until } from './until.ts'

describe('the SQS of the tests', () => {
  let server: SqsServer
  const clients: SQSClient[] = []
  beforeEach(async () => {
    server = await startSqs()
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy()
    await server.close()
  })

  const client = (config: SQSClientConfig = {}) => {
    const endpoint = `http://127.0.0.1:${server.port}`
    const made = new SQSClient({ region: 'eu', endpoint, credentials: server.keys, maxAttempts: 1, ...config })
    clients.push(made)
    return made
  }
  const failureOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: Error) => error.name
    )

  it('takes and gives messages of whoever signs with the right keys', async () => {
    const QueueUrl = await server.createQueue('open')
    await client().send(new SendMessageCommand({ QueueUrl, MessageBody: 'ä' }))
    const { Messages } = await client().send(new ReceiveMessageCommand({ QueueUrl }))
    expect(Messages?.[0]?.Body).to.equal('ä')
  })

  it('knows a wrong key, a wrong secret and a missing permission apart', async () => {
    const QueueUrl = await server.createQueue('guarded')
    const send = (config?: SQSClientConfig) =>
      failureOf(client(config).send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })))
    expect(await send({ credentials: { ...server.keys, accessKeyId: 'AKIASOMEBODY' } })).to.equal(
      'InvalidClientTokenId'
    )
    expect(await send({ credentials: { ...server.keys, secretAccessKey: 'wrong' } })).to.equal('SignatureDoesNotMatch')
    server.deny('SendMessage')
    expect(await send()).to.equal('AccessDenied')
    server.allow('SendMessage')
    expect(await send()).to.equal(undefined)
  })

  it('keeps its messages while it is stopped', async () => {
    const QueueUrl = await server.createQueue('kept')
    await client().send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))
    await server.stop()
    expect(await failureOf(client().send(new ReceiveMessageCommand({ QueueUrl })))).not.to.equal(undefined)
    await server.start()
    const { Messages } = await client().send(new ReceiveMessageCommand({ QueueUrl }))
    expect(Messages).to.have.length(1)
  })

  it('gives a message to somebody else when who waited for it has gone', async () => {
    const QueueUrl = await server.createQueue('gone')
    const gone = new AbortController()
    const waiting = client().send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: gone.signal
    })
    const refused = failureOf(waiting)
    await until(() => server.requests('ReceiveMessage') === 1)
    gone.abort()
    expect(await refused).to.equal('AbortError')
    await client().send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))
    const { Messages } = await client().send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
    expect(Messages).to.have.length(1)
  })
})
