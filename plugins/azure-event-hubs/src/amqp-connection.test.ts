import { type EventHubConsumerClient, latestEventPosition } from '@azure/event-hubs'
import { expect } from 'chai'
import { type AmqpListener, listenToAmqp } from './amqp-connection.ts'
import { hubKit, until } from './kit.test.ts'

const CREDIT = 12

describe('the AMQP connection inside the SDK', () => {
  const kit = hubKit()

  /** Reads one partition with the bare SDK, and asks for more several times although nothing came. */
  const idle = async (listener: AmqpListener) => {
    const sdk = await import('@azure/event-hubs')
    const eventHub = kit.hub()
    const client: EventHubConsumerClient = new sdk.EventHubConsumerClient(
      '$Default',
      kit.server.connectionString(),
      eventHub
    )
    const sever = listenToAmqp(client, listener)
    kit.defer(() => client.close())
    let rounds = 0
    const subscription = client.subscribe(
      '0',
      {
        processEvents: async () => {
          rounds++
        },
        processError: async () => {}
      },
      { startPosition: latestEventPosition, maxBatchSize: 4, prefetchCount: CREDIT, maxWaitTimeInSeconds: 0.01 }
    )
    kit.defer(() => subscription.close())
    await until(() => rounds > 3)
    return { sever, eventHub }
  }

  it('asks for no more events than it may keep', async () => {
    const { eventHub } = await idle({ lost() {}, credit: CREDIT })
    expect(kit.server.credit(eventHub)).to.equal(CREDIT)
  })

  it('would ask for more and more (control)', async () => {
    const { eventHub } = await idle({ lost() {} })
    await until(() => kit.server.credit(eventHub) > 2 * CREDIT)
  })

  it('tells that a receiver is open, and that the connection is lost', async () => {
    const opened: string[] = []
    const { promise: lost, resolve } = Promise.withResolvers<void>()
    const { eventHub } = await idle({ lost: resolve, attached: address => void opened.push(address) })
    expect(opened).to.deep.equal([`${eventHub}/ConsumerGroups/$Default/Partitions/0`])
    kit.server.sever()
    await lost
  })

  it('breaks the connection when told so', async () => {
    const { promise: lost, resolve } = Promise.withResolvers<void>()
    const { sever } = await idle({ lost: resolve })
    sever()
    await lost
  })

  it('is with the version of the SDK that it was written for', async () => {
    const { default: own } = await import('../package.json', { with: { type: 'json' } })
    const { default: sdk } = await import('../../../node_modules/@azure/event-hubs/package.json', {
      with: { type: 'json' }
    })
    expect(own.dependencies['@azure/event-hubs']).to.equal(sdk.version)
  })
})
