import { expect } from 'chai'
import { mqttKit, until } from './kit.test.ts'

describe('mqtt/in: room', () => {
  const kit = mqttKit()
  const WINDOW = 2

  /** Hears what is safe at once, and has room as `room` says. Resolves when the broker has sent what it will. */
  const heardOf = async (topic: string, room: () => Promise<void>) => {
    const heard: string[] = []
    const { connection, ready } = await kit.connect({
      clientId: topic,
      version: '5',
      clean: false,
      receiveMaximum: WINDOW
    })
    kit.defer(
      await connection.listen({
        id: topic,
        topics: [topic],
        qos: 1,
        async hear({ packet }, receipt) {
          heard.push(packet.payload.toString())
          receipt.ack()
          await room()
        }
      })
    )
    ready()
    const device = await kit.device()
    for (const body of ['1', '2', '3', '4', '5']) await device.publish(topic, body)
    // its answer comes behind everything that it had to send
    await connection.probe(['elsewhere'])
    return heard
  }

  it('lets the broker send no more than its window while there is no room, however safe the messages are', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const heard = await heardOf('full', () => promise)
    expect(heard).to.deep.equal(['1', '2'])
    resolve()
    await until(() => heard.length === 5)
    expect(heard).to.deep.equal(['1', '2', '3', '4', '5'])
  })

  it('is sent everything when there is room (control)', async () => {
    const heard = await heardOf('roomy', async () => {})
    await until(() => heard.length === 5)
  })
})
