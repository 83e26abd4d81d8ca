import { status } from '@grpc/grpc-js'
import { FlowError, type Outgoing, RejectedError } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { failureOf, pubsubKit, until } from './kit.test.ts'
import { pubsubOut } from './output.ts'

describe('google-pubsub/out', () => {
  const kit = pubsubKit()
  before(() => kit.topics('commands'))
  beforeEach(() => kit.published('commands').splice(0))

  const out = async (node: object, integration: object = {}, limits = {}) => {
    const { connection } = await kit.connect(integration, { limits })
    return kit.publisher(connection, { topic: 'commands', ...node })
  }
  const sent = () => kit.published('commands').map(({ data }) => String(data))

  it('C07 A15 publishes to a topic that nobody hears, and passes the message on when it is confirmed', async () => {
    const passed = await (await out({})).receive({ payload: 'x', other: 1 })
    expect(sent()).to.deep.equal(['x'])
    expect(passed).to.deep.equal([{ port: 0, message: { _msgid: 'test', payload: 'x', other: 1 } }])
  })

  it('C10 takes the topic from a template, also as a full name', async () => {
    kit.topics('eu-commands')
    const node = await out({ topic: '{{msg.site}}-commands' })
    await node.receive({ site: 'eu', payload: 'a' })
    await node.receive({ site: 'projects/acme/topics/eu', payload: 'b' })
    expect(kit.published('eu-commands').map(({ data }) => String(data))).to.deep.equal(['a', 'b'])
  })

  const written: [string, unknown, string][] = [
    ['text as it is', 'a', 'a'],
    ['an object as JSON', { a: 1 }, '{"a":1}'],
    ['a number as JSON', 21.5, '21.5'],
    ['bytes as they are', new Uint8Array([0xc3, 0xa4]), 'ä']
  ]
  for (const [what, payload, expected] of written)
    it(`C10 writes ${what}`, async () => {
      await (await out({})).receive({ payload })
      expect(sent()).to.deep.equal([expected])
    })

  it('C10 takes the message from any path', async () => {
    await (await out({ payload: { type: 'msg', value: 'data.text' } })).receive({ data: { text: 'deep' } })
    expect(sent()).to.deep.equal(['deep'])
  })

  const attributes: [string, object, object][] = [
    ['of the message', {}, { site: 'eu', n: '7' }],
    ['none', { from: 'none' }, {}],
    [
      'as fields',
      {
        from: 'fields',
        fields: [
          { name: 'kind', value: 'alarm' },
          { name: 'of', value: '{{msg.attributes.site}}' }
        ]
      },
      { kind: 'alarm', of: 'eu' }
    ],
    [
      'as JSON',
      { from: 'json', json: '{ "of": "{{msg.attributes.site}}", "n": 1, "no": null }' },
      { of: 'eu', n: '1' }
    ],
    ['from a path', { from: 'path', path: { type: 'msg', value: 'other' } }, { a: 'true' }]
  ]
  for (const [how, choice, expected] of attributes)
    it(`C10 gives attributes: ${how}`, async () => {
      const node = await out('from' in choice ? { attributes: choice } : {})
      await node.receive({ payload: 'x', attributes: { site: 'eu', n: 7 }, other: { a: true } })
      expect(kit.published('commands')[0]?.attributes).to.deep.equal(expected)
    })

  it('C10 rejects attributes that are not flat, and JSON that is none', async () => {
    const path = await out({})
    for (const wrong of [{ a: { b: 1 } }, ['a'], 'text'])
      expect(await failureOf(path.receive({ payload: 'x', attributes: wrong }))).to.be.instanceOf(RejectedError)
    const json = await out({ attributes: { from: 'json', json: '{{msg.json}}' } })
    expect((await failureOf(json.receive({ payload: 'x', json: '{ no' })))?.message).to.include('are not JSON')
  })

  it('C10 puts the id of the message where it is told to', async () => {
    const [passed] = await (await out({ result: { type: 'msg', value: 'sent.id' } })).receive({ payload: 'x' })
    expect(passed?.message.sent).to.deep.equal({ id: kit.published('commands')[0]?.messageId })
  })

  it('gives the delivery id to an attribute, the same on every try', async () => {
    const node = await out({ idAttribute: 'delivery' })
    await node.receive({ payload: 'x', attributes: { a: 'b' } })
    expect(kit.published('commands')[0]?.attributes).to.deep.equal({ a: 'b', delivery: 'test.0' })
  })

  it('keeps the order of an ordering key, and goes on with it after a failure', async () => {
    const node = await out({ orderingKey: '{{msg.device}}' })
    kit.server.faults.fail('Publish', { code: status.PERMISSION_DENIED, times: 1 })
    expect(await failureOf(node.receive({ device: 'd1', payload: 'lost' }))).to.be.instanceOf(RejectedError)
    await Promise.all(['a', 'b', 'c'].map(payload => node.receive({ device: 'd1', payload })))
    expect(sent()).to.deep.equal(['a', 'b', 'c'])
    expect(kit.published('commands')[0]?.orderingKey).to.equal('d1')
  })

  it('publishes messages that come together in one request', async () => {
    const node = await out({})
    const before = kit.server.calls('Publish')
    await Promise.all(Array.from({ length: 100 }, (_, i) => node.receive({ payload: i })))
    expect(sent()).to.have.length(100)
    expect(kit.server.calls('Publish') - before).to.be.lessThan(10)
  })

  it('rejects one that Pub/Sub does not take, and not those that went out with it', async () => {
    const node = await out({}, { batchDelay: 50 })
    const before = kit.server.calls('Publish')
    kit.server.faults.fail('Publish', { code: status.INVALID_ARGUMENT, details: 'schema', times: 1 })
    await Promise.all(['a', 'b'].map(payload => node.receive({ payload })))
    expect(sent().toSorted()).to.deep.equal(['a', 'b'])
    expect(kit.server.calls('Publish') - before).to.equal(3)
    kit.server.faults.fail('Publish', { code: status.INVALID_ARGUMENT, details: 'schema' })
    kit.defer(() => kit.server.faults.mend('Publish'))
    expect(await failureOf(node.receive({ payload: 'c' }))).to.be.instanceOf(RejectedError)
  })

  const never: [string, object, Outgoing, RegExp][] = [
    ['is no topic', { topic: '{{msg.topic}}' }, { payload: 'x' }, /is not the name of a topic/],
    ['is empty', {}, {}, /is empty: Pub\/Sub wants a payload or an attribute/],
    ['is too large', {}, { payload: 'x'.repeat(10_000_000) }, /10000000 bytes; Pub\/Sub takes/],
    [
      'has too many attributes',
      {},
      {
        attributes: Object.fromEntries(
          Array(101)
            .entries()
            .map(([i]) => [i, 'x'])
        )
      },
      /101 attributes/
    ],
    ['has an attribute that is taken', {}, { attributes: { google: 'x' } }, /begin with goog are taken/],
    ['has an attribute that is too long', {}, { attributes: { a: 'x'.repeat(1025) } }, /1025 bytes/],
    ['has an ordering key that is too long', { orderingKey: 'x'.repeat(1025) }, { payload: 'x' }, /ordering key/],
    ['goes to a topic that is not there', { topic: 'nowhere' }, { payload: 'x' }, /there is no topic nowhere/]
  ]
  for (const [what, node, message, says] of never)
    it(`rejects for good what ${what}`, async () => {
      const failure = await failureOf((await out(node)).receive(message))
      expect(failure).to.be.instanceOf(RejectedError)
      expect(failure?.message).to.match(says)
    })

  it('P rejects a payload above the limit', async () => {
    const node = await out({}, {}, { bytes: 4 })
    await node.receive({ payload: 'four' })
    expect((await failureOf(node.receive({ payload: 'five!' })))?.message).to.include('5 bytes; the limit is 4')
  })

  it('says which permission is missing', async () => {
    const node = await out({})
    kit.server.faults.deny('pubsub.topics.publish')
    const denied = await failureOf(node.receive({ payload: 'x' }))
    kit.server.faults.allow('pubsub.topics.publish')
    expect(denied).to.be.instanceOf(RejectedError)
    expect(denied?.message).to.include('roles/pubsub.publisher')
  })

  it('is done although the service failed once', async () => {
    kit.server.faults.fail('Publish', { code: status.UNAVAILABLE, times: 1 })
    await (await out({})).receive({ payload: 'x' })
    expect(sent()).to.deep.equal(['x'])
  })

  it('says INTEGRATION_AWAY for what was not confirmed when the connection ended, so that it is tried again', async () => {
    const line = await startTcpProxy(kit.server.port)
    kit.defer(line.close)
    const live = await kit.connect({ endpoint: `127.0.0.1:${line.port}` })
    const node = kit.publisher(live.connection, { topic: 'commands' })
    line.pause()
    const publishing = failureOf(node.receive({ payload: 'x' }))
    const before = kit.published('commands').length
    await live.close()
    expect(await publishing)
      .to.be.instanceOf(FlowError)
      .and.to.include({ code: 'INTEGRATION_AWAY' })
    expect(kit.published('commands')).to.have.length(before)
    expect(await failureOf(node.receive({ payload: 'y' }))).to.include({ code: 'INTEGRATION_AWAY' })
  })

  it('publishes over the next connection with the same handler', async () => {
    const [first, second] = [await kit.connect(), await kit.connect()]
    let project = first.connection
    const connection = { fullName: project.fullName.bind(project), publish: (p: never) => project.publish(p) }
    const node = testNode(pubsubOut, { topic: 'commands' }, { connection: connection as never })
    await node.receive({ payload: 1 })
    await first.close()
    project = second.connection
    await node.receive({ payload: 2 })
    await until(() => sent().length === 2)
  })

  it('promises at least once', () => {
    expect(pubsubOut.guarantee).to.equal('at least once')
  })
})
