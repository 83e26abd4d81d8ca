import { FlowError, RejectedError, RetryError } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { mqttBroker } from './integration.ts'
import { mqttKit, until, versions } from './kit.test.ts'
import { mqttOut } from './output.ts'
import { type Publication, Publisher } from './publisher.ts'

const failureOf = (promise: Promise<unknown>): Promise<Error | undefined> =>
  promise.then(
    () => undefined,
    error => error
  )

describe('mqtt/out', () => {
  const kit = mqttKit(['message_size_limit 2000'])

  const out = async (config: object, connection: object = {}) => {
    const { connection: broker } = await kit.connect(connection)
    return kit.publisher(broker, config)
  }

  for (const version of versions)
    for (const qos of [0, 1, 2] as const)
      it(`B15 B18 publishes with quality of service ${qos} over ${version}`, async () => {
        const topic = `out/${version}/${qos}`
        const device = await kit.device()
        await device.subscribe('out/#', 2)
        const node = await out({ topic, qos }, { version })
        await node.receive({ payload: 'x' })
        await until(() => device.heard.some(packet => packet.topic === topic))
        expect(device.heard.find(packet => packet.topic === topic)).to.include({ qos, retain: false })
      })

  const written: [string, unknown, string][] = [
    ['text as it is', 'a', 'a'],
    ['an object as JSON', { a: 1 }, '{"a":1}'],
    ['a number as JSON', 21.5, '21.5'],
    ['false as JSON', false, 'false'],
    ['nothing as nothing', undefined, ''],
    ['bytes as they are', new Uint8Array([0xc3, 0xa4]), 'ä']
  ]
  for (const [what, payload, expected] of written)
    it(`B26 writes ${what}`, async () => {
      const device = await kit.device()
      await device.subscribe('written')
      await (await out({ topic: 'written' })).receive({ payload })
      await until(() => device.heard.length === 1)
      expect(String(device.heard[0]?.payload)).to.equal(expected)
    })

  it('B19 B20 B26 takes topic and payload from templates', async () => {
    const device = await kit.device()
    await device.subscribe('netneural/acme/devices/#')
    const node = await out({
      topic: 'netneural/acme/devices/{{msg.device}}/commands',
      payload: { type: 'msg', value: 'command' }
    })
    await node.receive({ device: 7, command: { open: true } })
    await until(() => device.heard.length === 1)
    expect(device.heard[0]).to.include({ topic: 'netneural/acme/devices/7/commands' })
    expect(String(device.heard[0]?.payload)).to.equal('{"open":true}')
  })

  it('B26 rejects what is no topic', async () => {
    const node = await out({})
    for (const topic of ['a/+', '#', '', undefined])
      expect(await failureOf(node.receive({ ...(topic !== undefined && { topic }) }))).to.be.instanceOf(RejectedError)
    expect(() => testNode(mqttOut, { topic: 'a/#' })).to.throw('must not hold the wildcards')
  })

  it('sends the properties of MQTT 5 along', async () => {
    const device = await kit.device()
    await device.subscribe('props')
    const node = await out({ topic: 'props' }, { version: '5' })
    const properties = { contentType: 'text/plain', responseTopic: 'r', userProperties: { a: 'b', c: ['d', 'e'] } }
    await node.receive({ payload: 'x', ...properties, correlationData: 'id-1', messageExpiryInterval: 30 })
    await until(() => device.heard.length === 1)
    const sent = device.heard[0]?.properties
    expect(sent).to.deep.include({ contentType: 'text/plain', responseTopic: 'r', messageExpiryInterval: 30 })
    expect({ ...sent?.userProperties }).to.deep.equal(properties.userProperties)
    expect(String(sent?.correlationData)).to.equal('id-1')
    expect(await failureOf(node.receive({ messageExpiryInterval: 'soon' }))).to.be.instanceOf(RejectedError)
  })

  it('tells subscribers which delivery a message is, under the name that was chosen, and only over MQTT 5', async () => {
    const device = await kit.device()
    await device.subscribe('delivery')
    const publish = async (config: object, version: string, message: object) => {
      const node = await out({ topic: 'delivery', ...config }, { version })
      const before = device.heard.length
      await node.receive({ payload: 'x', ...message })
      await until(() => device.heard.length > before)
      return { ...device.heard.at(-1)?.properties?.userProperties }
    }
    const named = { deliveryId: 'delivery-id' }
    const userProperties = { site: 'a' }
    const first = await publish(named, '5', { userProperties })
    expect(first).to.have.all.keys('site', 'delivery-id')
    expect(first['delivery-id']).to.be.a('string').and.not.equal('')
    expect(await publish({}, '5', { userProperties })).to.deep.equal(userProperties)
    expect(await publish(named, '3.1.1', {})).to.deep.equal({})
  })

  it('lets the message decide on quality of service and retaining only when told so', async () => {
    const device = await kit.device()
    await device.subscribe('decide/#', 2)
    const message = { payload: 'x', qos: 2, retain: true }
    await (await out({ topic: 'decide/node', qos: 1 })).receive(message)
    await (await out({ topic: 'decide/message', qos: 1, fromMessage: true })).receive(message)
    await until(() => device.heard.length === 2)
    expect(device.heard.map(({ qos }) => qos)).to.deep.equal([1, 2])
    const later = await kit.device()
    await later.subscribe('decide/#')
    await until(() => later.heard.length === 1)
    expect(later.heard[0]).to.include({ topic: 'decide/message', retain: true })
  })

  it('B22 rejects a payload above the limit', async () => {
    const { connection } = await kit.connect({}, { limits: { bytes: 4 } })
    const node = kit.publisher(connection, { topic: 'limit' })
    await node.receive({ payload: 'äö' })
    const failure = await failureOf(node.receive({ payload: 'äöü' }))
    expect(failure).to.be.instanceOf(RejectedError)
    expect(failure?.message).to.include('6 bytes; the limit is 4')
  })

  it('B22 offers the limits of a shared broker, and has none by itself', () => {
    expect(mqttBroker.limits).to.equal(undefined)
    expect(mqttBroker.limitPresets).to.deep.equal([
      {
        title: 'Shared broker',
        limits: { rate: { messages: 1000, per: 'second' }, concurrent: 100, bytes: 256 * 1024 }
      }
    ])
  })

  it('rejects what the broker will never take: a forbidden topic, a message that is too large', async () => {
    const { ports, user } = kit.server
    const login = { version: '5', port: ports.password, auth: { method: 'password', ...user } }
    const node = await out({ topic: '{{msg.topic}}' }, login)
    const forbidden = await failureOf(node.receive({ topic: 'refused/x', payload: 'x' }))
    expect(forbidden).to.be.instanceOf(RejectedError)
    expect(forbidden?.message).to.include('Not authorized (135)')
    expect(await failureOf(node.receive({ topic: 'fine', payload: 'x' }))).to.equal(undefined)
  })

  it('says INTEGRATION_AWAY when the connection breaks before the broker has answered', async () => {
    const line = await startTcpProxy(kit.server.ports.mqtt)
    kit.defer(line.close)
    const live = await kit.connect({ port: line.port })
    const node = kit.publisher(live.connection, { topic: 'cut' })
    line.pause()
    const publishing = failureOf(node.receive({ payload: 'x' }))
    line.cut()
    expect(await publishing)
      .to.be.instanceOf(FlowError)
      .and.to.include({ code: 'INTEGRATION_AWAY' })
    await live.lost
    expect(await failureOf(node.receive({ payload: 'y' }))).to.include({ code: 'INTEGRATION_AWAY' })
  })

  it('P5 publishes over the next connection with the same handler', async () => {
    const device = await kit.device()
    await device.subscribe('p5')
    const [first, second] = [await kit.connect(), await kit.connect()]
    let broker = first.connection
    const node = testNode(
      mqttOut,
      { topic: 'p5' },
      { connection: { version: '5', publish: (p: Publication) => broker.publish(p) } as never }
    )
    await node.receive({ payload: 1 })
    await first.close()
    broker = second.connection
    await node.receive({ payload: 2 })
    await until(() => device.heard.length === 2)
  })

  it('keeps to the number of unanswered messages that the broker allows', async () => {
    const { connection } = await kit.connect({ version: '5' })
    const node = kit.publisher(connection, { topic: 'many', qos: 2 })
    await Promise.all(Array.from({ length: 200 }, (_, i) => node.receive({ payload: i })))
  })

  it('promises what its quality of service can', () => {
    const { guarantee } = mqttOut
    const promised = (qos: 0 | 1 | 2) => typeof guarantee === 'function' && guarantee({ qos } as never)
    expect([promised(0), promised(1), promised(2)]).to.deep.equal(['may lose', 'at least once', 'at least once'])
  })

  it('waits where the broker asks for patience', async () => {
    const busy = {
      connected: true,
      publish: (_topic: string, _payload: unknown, _options: object, done: (error: Error) => void) =>
        done(Object.assign(new Error('quota'), { code: 151 }))
    }
    const publisher = new Publisher(busy as never, {} as never, {})
    const failure = await failureOf(publisher.publish({ topic: 'a', payload: '', qos: 1, retain: false }))
    expect(failure).to.be.instanceOf(RetryError).and.to.have.property('wait', 5000)
  })
})
