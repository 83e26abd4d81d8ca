import { EventHubConsumerClient, EventHubProducerClient, earliestEventPosition } from '@azure/event-hubs'
import { expect } from 'chai'
import { type EventHubs, startEventHubs } from './event-hubs.ts'

const options = { retryOptions: { maxRetries: 0 } }

describe('the stand-in of Event Hubs', () => {
  let server: EventHubs
  const clients: { close(): Promise<void> }[] = []
  const keep = <T extends { close(): Promise<void> }>(client: T): T => {
    clients.push(client)
    return client
  }
  const producer = (hub = 'telemetry') => keep(new EventHubProducerClient(server.connectionString(), hub, options))
  before(async () => {
    server = await startEventHubs({ hubs: { telemetry: { partitions: 3 } } })
  })
  afterEach(async () => {
    for (const client of clients.splice(0).reverse()) await client.close()
  })
  after(() => server.stop())

  /** The first bodies that a group of its own reads from a partition. */
  const read = async (partition: string, count: number): Promise<string[]> => {
    const consumer = keep(new EventHubConsumerClient('$Default', server.connectionString(), 'telemetry', options))
    const bodies: string[] = []
    await new Promise<void>((resolve, reject) => {
      const subscription = consumer.subscribe(
        partition,
        {
          async processEvents(events) {
            bodies.push(...events.map(({ body }) => String(body)))
            if (bodies.length < count) return
            void subscription.close()
            resolve()
          },
          processError: async error => reject(error)
        },
        { startPosition: earliestEventPosition }
      )
    })
    return bodies
  }

  it('answers what the SDK asks about hubs and partitions', async () => {
    const { name, partitionIds } = await producer().getEventHubProperties()
    expect({ name, partitionIds }).to.deep.equal({ name: 'telemetry', partitionIds: ['0', '1', '2'] })
    expect(await producer().getPartitionProperties('1')).to.include({ isEmpty: true, lastEnqueuedSequenceNumber: -1 })
  })

  it('keeps what the SDK sends through a stop and a start, and hands it out in order', async () => {
    const sender = new EventHubProducerClient(server.connectionString(), 'telemetry', options)
    await sender.sendBatch([{ body: Buffer.from('a') }, { body: Buffer.from('b') }], { partitionId: '2' })
    // a client whose server goes away keeps a timer for ever
    await sender.close()
    await server.stop()
    await server.start()
    expect(await read('2', 2)).to.deep.equal(['a', 'b'])
  })

  it('puts events of one key into one partition', async () => {
    for (let i = 0; i < 5; i++) await producer().sendBatch([{ body: Buffer.from('x') }], { partitionKey: 'boiler' })
    const keyed = server.events('telemetry').filter(({ partitionKey }) => partitionKey === 'boiler')
    expect(keyed).to.have.length(5)
    expect(new Set(keyed.map(({ partition }) => partition)).size).to.equal(1)
  })

  it('refuses a wrong key, a hub that is not there, and a signature that has ended', async () => {
    const ask = (text: string, hub = 'telemetry') =>
      keep(new EventHubProducerClient(text, hub, options))
        .getEventHubProperties()
        .then(
          () => 'let in',
          ({ code }) => code
        )
    const ended = `Endpoint=sb://127.0.0.1:${server.port};SharedAccessSignature=SharedAccessSignature sr=x&sig=y&se=1&skn=RootManageSharedAccessKey;UseDevelopmentEmulator=true`
    expect(await ask(server.connectionString({ key: 'wrong' }))).to.equal('UnauthorizedError')
    expect(await ask(ended)).to.equal('UnauthorizedError')
    expect(await ask(server.connectionString(), 'none')).to.equal('MessagingEntityNotFoundError')
    expect(await ask(server.connectionString())).to.equal('let in')
  })
})
