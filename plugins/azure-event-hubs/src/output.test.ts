import { FlowError, RejectedError } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { failureOf, hubKit, until } from './kit.test.ts'
import { eventHubOut } from './output.ts'

describe('azure-event-hubs/out', () => {
  const kit = hubKit({ largest: 5000 })

  const out = async (config: object = {}, partitions = 1) => {
    const eventHub = kit.hub(partitions)
    const { connection } = await kit.connect({ eventHub })
    return { eventHub, connection, node: kit.output(connection, config), events: () => kit.server.events(eventHub) }
  }

  const written: [string, unknown, string][] = [
    ['text as it is', 'a', 'a'],
    ['an object as JSON', { a: 1 }, '{"a":1}'],
    ['a number as JSON', 21.5, '21.5'],
    ['nothing as nothing', undefined, ''],
    ['bytes as they are', new Uint8Array([0xc3, 0xa4]), 'ä']
  ]
  for (const [what, payload, expected] of written)
    it(`E07 writes ${what}`, async () => {
      const { node, events } = await out()
      await node.receive({ payload })
      expect(events().map(({ body }) => String(body))).to.deep.equal([expected])
    })

  it('E07 gives each event the id of its delivery, its content type and its correlation id', async () => {
    const { node, events } = await out()
    await node.receive({ payload: 'x', contentType: 'text/plain', correlationId: 'order-1', messageId: 'of another' })
    const [event] = events()
    expect(event).to.include({ messageId: 'test.0', contentType: 'text/plain', correlationId: 'order-1' })
  })

  it('E07 passes the message on when the hub has it, with the result where people want it', async () => {
    const { node, eventHub } = await out({ result: { type: 'msg', value: 'sent.to' } })
    const [sent] = await node.receive({ payload: 'x', topic: 'kept' })
    expect(sent?.message).to.deep.include({
      payload: 'x',
      topic: 'kept',
      sent: { to: { success: true, eventHub, messageId: 'test.0' } }
    })
    const plain = await out()
    const [passed] = await plain.node.receive({ payload: 'x' })
    expect(passed?.message).to.deep.equal({ _msgid: 'test', payload: 'x' })
  })

  const properties: [string, object][] = [
    ['single fields', { from: 'fields', fields: [{ name: 'site', value: { type: 'msg', value: 'site' } }] }],
    ['JSON', { from: 'json', json: '{ "site": "{{msg.site}}" }' }],
    ['the message', { from: 'path', path: { type: 'msg', value: 'properties' } }]
  ]
  for (const [what, config] of properties)
    it(`E07 takes properties from ${what}`, async () => {
      const { node, events } = await out({ properties: config })
      await node.receive({ payload: 'x', site: 'north', properties: { site: 'north' } })
      expect(events()[0]?.properties).to.deep.equal({ site: 'north' })
    })

  it('E07 rejects properties that no event can have', async () => {
    const { node } = await out({ properties: { from: 'path' } })
    for (const given of ['text', [1], { a: { b: 1 } }])
      expect(await failureOf(node.receive({ payload: 'x', properties: given }))).to.be.instanceOf(RejectedError)
    const json = await out({ properties: { from: 'json', json: '{ "a": {{msg.a}} }' } })
    expect(await failureOf(json.node.receive({ a: '' }))).to.be.instanceOf(RejectedError)
  })

  it('E07 sends by partition key: one key, one partition, in order', async () => {
    const { node, events } = await out({ partition: { to: 'key', partitionKey: '{{msg.device}}' } }, 4)
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => node.receive({ payload: i, ...(i % 4 > 0 && { device: `d${i % 4}` }) }))
    )
    for (const device of ['d1', 'd2', 'd3']) {
      const own = events().filter(({ partitionKey }) => partitionKey === device)
      expect(new Set(own.map(({ partition }) => partition)).size).to.equal(1)
      const numbers = own.map(({ body }) => Number(String(body)))
      expect(numbers)
        .to.deep.equal(numbers.toSorted((a, b) => a - b))
        .and.to.have.length(10)
    }
    expect(events().filter(({ partitionKey }) => partitionKey === undefined)).to.have.length(10)
    expect(await failureOf(node.receive({ device: 'x'.repeat(129) }))).to.be.instanceOf(RejectedError)
  })

  it('E07 sends to a partition by its number', async () => {
    const { node, events } = await out({ partition: { to: 'partition', partitionId: '{{msg.to}}' } }, 3)
    await node.receive({ payload: 'x', to: '2' })
    expect(events().map(({ partition }) => partition)).to.deep.equal(['2'])
    expect(await failureOf(node.receive({ payload: 'x' }))).to.be.instanceOf(RejectedError)
  })

  it('E07 sends to another hub of the namespace, and says when it is not there', async () => {
    const { connection } = await out()
    const other = kit.hub()
    await kit.output(connection, { eventHub: other }).receive({ payload: 'x' })
    expect(kit.server.events(other)).to.have.length(1)
    const failure = await failureOf(kit.output(connection, { eventHub: 'none' }).receive({ payload: 'x' }))
    expect(failure).to.include({ code: 'REMOTE_UNKNOWN' })
    expect(failure?.message).to.include('there is no event hub none')
  })

  it('sends together what waits, as far as it fits, each once and in order', async () => {
    const { node, events } = await out()
    const bodies = Array.from({ length: 300 }, (_, i) => `${i}-${'x'.repeat(100)}`)
    await Promise.all(bodies.map(payload => node.receive({ payload })))
    expect(events().map(({ body }) => String(body))).to.deep.equal(bodies)
    expect(kit.server.transfers).to.be.lessThan(100)
  })

  it('rejects what is larger than the hub takes, and sends its neighbours', async () => {
    const { node, events } = await out()
    const [before, large, after] = await Promise.all(
      ['before', 'x'.repeat(6000), 'after'].map(payload => failureOf(node.receive({ payload })))
    )
    expect([before, after]).to.deep.equal([undefined, undefined])
    expect(large).to.be.instanceOf(RejectedError)
    expect(large?.message).to.include('too large: the hub takes 5000 bytes')
    expect(events().map(({ body }) => String(body))).to.deep.equal(['before', 'after'])
  })

  it('rejects what is larger than people allow', async () => {
    const { connection } = await kit.connect({ eventHub: kit.hub() }, { limits: { bytes: 4 } })
    const node = kit.output(connection)
    await node.receive({ payload: 'äö' })
    const failure = await failureOf(node.receive({ payload: 'äöü' }))
    expect(failure).to.be.instanceOf(RejectedError)
    expect(failure?.message).to.include('6 bytes; the limit is 4')
  })

  it('says INTEGRATION_AWAY when the connection goes before the hub has answered', async () => {
    const line = await startTcpProxy(kit.server.port)
    kit.defer(line.close)
    const connectionString = kit.server.connectionString().replace(`:${kit.server.port}`, `:${line.port}`)
    const live = await kit.connect({
      eventHub: kit.hub(),
      access: { method: 'connectionString', connectionString }
    })
    const node = testNode(eventHubOut, {}, { connection: live.connection })
    await node.receive({ payload: 'fine' })
    line.pause()
    const sending = failureOf(node.receive({ payload: 'x' }))
    await live.close()
    expect(await sending)
      .to.be.instanceOf(FlowError)
      .and.to.include({ code: 'INTEGRATION_AWAY' })
  })

  it('lacks the permission Send, and says so', async () => {
    const connectionString = kit.server.connectionString({ policy: 'listener' })
    const { connection } = await kit.connect({
      eventHub: kit.hub(),
      access: { method: 'connectionString', connectionString }
    })
    const failure = await failureOf(kit.output(connection).receive({ payload: 'x' }))
    expect(failure).to.include({ code: 'PERMISSION_MISSING' })
    expect(failure?.message).to.include('the policy listener lacks the permission Send')
  })

  it('makes a shorter message id of a delivery whose id is too long', async () => {
    const { connection, events } = await out()
    const node = eventHubOut.create({
      config: { payload: () => 'x', properties: { from: 'none' }, partition: { to: 'any' } }
    } as never)
    const id = 'x'.repeat(200)
    await node({ _msgid: '' }, { id, send() {} } as never, connection)
    await node({ _msgid: '' }, { id, send() {} } as never, connection)
    await until(() => events().length === 2)
    const [first, second] = events().map(({ messageId }) => messageId)
    expect(first)
      .to.match(/^[0-9a-f]{64}$/)
      .and.to.equal(second)
  })
})
