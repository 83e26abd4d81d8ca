import { bareHost } from '@millrace/sdk'
import { expect } from 'chai'
import { mqttKit, payloads, until, versions } from './kit.test.ts'
import { mqttIn } from './trigger.ts'

describe('mqtt/in', () => {
  const kit = mqttKit()

  it('B13 B14 hears messages to each of its topics, and no others', async () => {
    const { trigger } = await kit.hear({}, { topics: ['b13/a', 'b13/+/b', 'b13/rest/#'] })
    const device = await kit.device()
    for (const topic of ['b13/a', 'b13/c', 'b13/x/b', 'b13/x/y/b', 'b13/rest', 'b13/rest/1/2', 'b13/a'])
      await device.publish(topic, topic)
    await trigger.arrival(5)
    expect(payloads(trigger.arrivals)).to.deep.equal(['b13/a', 'b13/x/b', 'b13/rest', 'b13/rest/1/2', 'b13/a'])
  })

  it('A16 hears the default topics of the integration when it has none of its own', async () => {
    const { trigger, connection } = await kit.hear({ topics: ['a16/one', 'a16/two'] }, {})
    const own = await kit.listen(connection, { topics: ['a16/own'] })
    const device = await kit.device()
    for (const topic of ['a16/own', 'a16/one', 'a16/two']) await device.publish(topic, topic)
    await trigger.arrival(2)
    expect(payloads(trigger.arrivals)).to.deep.equal(['a16/one', 'a16/two'])
    expect(payloads(own.arrivals)).to.deep.equal(['a16/own'])
  })

  it('A16 says so when there is no topic anywhere', async () => {
    const { connection } = await kit.connect()
    const failure = await kit.listen(connection, {}).catch((error: Error) => error)
    expect(failure).to.have.property('message').that.includes('there is no topic to hear')
  })

  it('B20 takes parts of topics from globals', async () => {
    const host = { ...bareHost, global: () => 'acme' }
    const { testTrigger } = await import('@millrace/sdk/testing')
    const { connection, ready } = await kit.connect()
    const topics = [
      'netneural/{{globals.organization_id}}/devices/+/telemetry',
      'netneural/{{globals.organization_id}}/alerts/#'
    ]
    const trigger = await testTrigger(mqttIn, { topics }, { connection, host })
    kit.defer(trigger.close)
    ready()
    const device = await kit.device()
    await device.publish('netneural/other/devices/7/telemetry', '0')
    await device.publish('netneural/acme/devices/7/telemetry', '1')
    await device.publish('netneural/acme/alerts/fire', '2')
    await trigger.arrival(2)
    expect(payloads(trigger.arrivals)).to.deep.equal(['1', '2'])
  })

  for (const version of versions)
    it(`B24 emits messages in the shape of Node-RED over ${version}`, async () => {
      const { trigger } = await kit.hear({ version }, { topics: [`b24/${version}`], payload: 'text' })
      const device = await kit.device()
      await device.publish(`b24/${version}`, '{"a":1}')
      const { message } = await trigger.arrival()
      const ids = version === '5' ? { subscriptionIds: [1] } : {}
      expect(message).to.deep.equal({ topic: `b24/${version}`, payload: '{"a":1}', qos: 1, retain: false, ...ids })
    })

  it('B24 gives the properties of MQTT 5 the names that Node-RED gives them', async () => {
    const { trigger } = await kit.hear({ version: '5' }, { topics: ['props'] })
    const device = await kit.device()
    const properties = {
      contentType: 'application/json',
      responseTopic: 'answers/here',
      correlationData: Buffer.from([1, 2]),
      userProperties: { site: 'north' },
      messageExpiryInterval: 60
    }
    await device.publish('props', '{}', { properties })
    const { message } = await trigger.arrival()
    expect(message).to.deep.include({ ...properties, correlationData: new Uint8Array([1, 2]), subscriptionIds: [1] })
  })

  const sent = Buffer.from('{"a":1}')
  const kinds = { text: '{"a":1}', json: { a: 1 }, bytes: new Uint8Array(sent), auto: { a: 1 } }
  for (const [payload, expected] of Object.entries(kinds))
    it(`R10 reads a payload as ${payload}`, async () => {
      const { trigger } = await kit.hear({}, { topics: [`kind/${payload}`], payload })
      const device = await kit.device()
      await device.client.publishAsync(`kind/${payload}`, sent, { qos: 1 })
      const { message, origin } = await trigger.arrival()
      expect(message.payload).to.deep.equal(expected)
      expect(origin.rejected).to.equal(undefined)
    })

  it('hands over what cannot be read as rejected, with the bytes as they came', async () => {
    const { trigger } = await kit.hear({}, { topics: ['bad'], payload: 'json' })
    const device = await kit.device()
    await device.publish('bad', '{"a":')
    const { message, origin } = await trigger.arrival()
    expect(origin.rejected?.message).to.include('the payload is not JSON')
    expect(message.payload).to.deep.equal(new Uint8Array(Buffer.from('{"a":')))
  })

  it('B22 hands over what is larger than the limit as rejected', async () => {
    const { trigger } = await kit.hear({}, { topics: ['large'] }, { limits: { bytes: 4 } })
    const device = await kit.device()
    await device.publish('large', '1234')
    await device.publish('large', '12345')
    await trigger.arrival(2)
    const [fits, large] = trigger.arrivals
    expect(fits?.origin.rejected).to.equal(undefined)
    expect(large?.origin.rejected?.message).to.include('5 bytes; the limit is 4')
  })

  for (const version of versions)
    for (const qos of [0, 1, 2] as const)
      it(`B18 hears quality of service ${qos} over ${version}`, async () => {
        const topic = `qos/${version}/${qos}`
        const { trigger } = await kit.hear({ version }, { topics: [topic], qos })
        const device = await kit.device()
        await device.publish(topic, 'x', { qos: 2 })
        const { message, origin } = await trigger.arrival()
        expect(message).to.include({ qos })
        expect(origin.redelivers).to.equal(qos === 1)
        expect(typeof origin.id).to.equal(qos === 0 ? 'undefined' : 'string')
      })

  it('says that a message of a clean session will not come again, although its quality of service is 1', async () => {
    const { trigger } = await kit.hear({ clean: true }, { topics: ['clean'] })
    await (await kit.device()).publish('clean', 'x')
    expect((await trigger.arrival()).origin.redelivers).to.equal(false)
  })

  for (const version of versions)
    it(`is refused a topic over ${version} without harm to others`, async () => {
      const { ports, user } = kit.server
      const { trigger, connection } = await kit.hear(
        { version, port: ports.guarded, auth: { method: 'password', ...user } },
        { topics: ['allowed/#'] }
      )
      const failure = await kit
        .listen(connection, { topics: ['refused/x', 'allowed/x'] })
        .catch((error: Error) => error)
      expect(failure).to.include({ code: 'SUBSCRIBE_REFUSED' })
      const device = await kit.device({ ...user }, ports.guarded)
      await device.publish('allowed/x', 'still')
      expect((await trigger.arrival()).message.payload).to.equal('still')
    })

  it('A15 needs no subscription to publish', async () => {
    const device = await kit.device()
    await device.subscribe('a15')
    const { connection } = await kit.connect({ topics: [] })
    await kit.publisher(connection, { topic: 'a15' }).receive({ payload: 'out' })
    await until(() => device.heard.length === 1)
    expect(String(device.heard[0]?.payload)).to.equal('out')
  })
})
