import { FlowError } from '@millrace/sdk'
import { memoryStorage, testTrigger } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { sqsKit, until } from './kit.test.ts'
import { amazonSqsIn } from './trigger.ts'

describe('amazon-sqs/in: acknowledging', () => {
  const kit = sqsKit()
  const refused = new Error('the journal is full')

  it('deletes a message when it is done, not before, and hides it from others until then', async () => {
    const url = await kit.queue()
    await kit.send(url, 'held')
    const { trigger } = await kit.hear(url, { visibility: 2 })
    const held = await trigger.arrival()
    const before = kit.server.requests('ChangeMessageVisibilityBatch')
    await until(() => kit.server.requests('ChangeMessageVisibilityBatch') >= before + 3)
    expect(await kit.taken(url)).to.deep.equal([])
    expect(await kit.server.count(url)).to.deep.equal({ waiting: 0, taken: 1 })
    await held.ack()
    expect(await kit.empty(url)).to.equal(true)
  }).timeout(10_000)

  it('would give it to others if it were not hidden anew (control)', async () => {
    const url = await kit.queue()
    await kit.send(url, 'held')
    const { trigger } = await kit.hear(url, { visibility: 2 })
    await trigger.arrival()
    kit.server.deny('ChangeMessageVisibility')
    kit.defer(() => kit.server.allow('ChangeMessageVisibility'))
    await trigger.arrival(2)
    expect(trigger.arrivals[1]?.origin.id).to.equal(trigger.arrivals[0]?.origin.id)
  }).timeout(10_000)

  it('gives a message back that is refused, and hears it again under the same id', async () => {
    const url = await kit.queue()
    await kit.send(url, 'again')
    const { trigger } = await kit.hear(url)
    const first = await trigger.arrival()
    await first.nack(refused)
    const second = await trigger.arrival(2)
    expect(second.origin.id).to.equal(first.origin.id)
    expect(second.message.systemAttributes).to.include({ ApproximateReceiveCount: 2 })
    await second.ack()
    expect(await kit.empty(url)).to.equal(true)
  })

  it('gives it back for later when people say so', async () => {
    const url = await kit.queue()
    await kit.send(url, 'later')
    const { trigger } = await kit.hear(url, {}, { trigger: { retryDelay: 900 } })
    await (await trigger.arrival()).nack(refused)
    await kit.send(url, 'other')
    expect((await trigger.arrival(2)).message.payload).to.equal('other')
    expect(await kit.server.count(url)).to.deep.equal({ waiting: 0, taken: 2 })
  })

  it('leaves what is refused too often to the redrive policy', async () => {
    const dead = await kit.queue()
    const arn = `arn:aws:sqs:us-east-1:000000000000:${dead.split('/').at(-1)}`
    const url = await kit.queue({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 2 }) })
    await kit.send(url, 'never')
    const { trigger } = await kit.hear(url)
    for (let tries = 1; tries <= 2; tries++) await (await trigger.arrival(tries)).nack(refused)
    await until(async () => (await kit.server.count(dead)).waiting === 1)
  })

  it('holds up a group of a FIFO queue until the refused head is done', async () => {
    const url = await kit.queue({}, '.fifo')
    for (const MessageBody of ['1', '2'])
      await kit.send(url, { MessageBody, MessageGroupId: 'g', MessageDeduplicationId: MessageBody })
    const { trigger } = await kit.hear(url)
    await (await trigger.arrival()).nack(refused)
    await (await trigger.arrival(2)).nack(refused)
    await (await trigger.arrival(3)).ack()
    await (await trigger.arrival(4)).ack()
    expect(trigger.arrivals.map(({ message }) => message.payload)).to.deep.equal(['1', '1', '1', '2'])
  })

  it('gives every trigger the message, and deletes it when both are done', async () => {
    const url = await kit.queue()
    await kit.send(url, 'both')
    const live = await kit.connect(url)
    const [one, two] = [await kit.listen(live.connection), await kit.listen(live.connection)]
    live.ready()
    await (await one.arrival()).ack()
    const other = await two.arrival()
    expect(await kit.empty(url)).to.equal(false)
    await other.ack()
    expect(await kit.empty(url)).to.equal(true)
  })

  it('gives a refused message again only to the trigger that refused it', async () => {
    const url = await kit.queue()
    await kit.send(url, 'both')
    const live = await kit.connect(url)
    const [one, two] = [await kit.listen(live.connection), await kit.listen(live.connection)]
    live.ready()
    await (await one.arrival()).ack()
    await (await two.arrival()).nack(refused)
    await (await two.arrival(2)).ack()
    expect(await kit.empty(url)).to.equal(true)
    expect(one.arrivals).to.have.length(1)
  })

  it('gives nothing to others while a changed trigger is away, so that it misses nothing', async () => {
    const url = await kit.queue()
    const live = await kit.connect(url)
    const changing = await testTrigger(amazonSqsIn, {}, { connection: live.connection, id: 'flow/changing' })
    const other = await kit.listen(live.connection)
    live.ready()
    await kit.send(url, 'before')
    for (const trigger of [changing, other]) await (await trigger.arrival()).ack()
    await changing.close()
    await kit.send(url, 'between')
    const changed = await kit.listen(live.connection, {}, 'flow/changing')
    expect((await changed.arrival()).message.payload).to.equal('between')
    expect((await other.arrival(2)).message.payload).to.equal('between')
  })

  it('goes on without a trigger that does not come back', async () => {
    const url = await kit.queue()
    const live = await kit.connect(url)
    const gone = await testTrigger(amazonSqsIn, {}, { connection: live.connection, id: 'flow/gone' })
    const other = await kit.listen(live.connection)
    live.ready()
    await gone.close()
    await kit.send(url, 'after')
    await other.arrival()
  })

  it('asks no more when nobody listens, and again when somebody does', async () => {
    const url = await kit.queue()
    const live = await kit.connect(url)
    const first = await testTrigger(amazonSqsIn, {}, { connection: live.connection, id: 'flow/only' })
    live.ready()
    await kit.send(url, 'one')
    await (await first.arrival()).ack()
    await first.close()
    await kit.send(url, 'two')
    await until(async () => (await kit.server.count(url)).waiting === 1)
    const second = await kit.listen(live.connection, {}, 'flow/only')
    expect((await second.arrival()).message.payload).to.equal('two')
  })

  it('does not start a flow again for what was done and could not be deleted', async () => {
    const url = await kit.queue()
    const storage = memoryStorage()
    await kit.send(url, 'done')
    const first = await kit.hear(url, {}, { storage })
    const done = await first.trigger.arrival()
    kit.defer(kit.server.start)
    await kit.server.stop()
    await first.lost
    await done.ack()
    await first.close()
    await kit.server.start()
    const second = await kit.hear(url, {}, { storage })
    await until(() => kit.empty(url))
    await kit.send(url, 'next')
    await second.trigger.arrival()
    expect(second.trigger.arrivals.map(({ message }) => message.payload)).to.deep.equal(['next'])
    await until(async () => (await storage.keys()).length === 0)
  }).timeout(10_000)

  it('deletes what is done after its connection was closed', async () => {
    const url = await kit.queue()
    await kit.send(url, 'late')
    const first = await kit.hear(url)
    const late = await first.trigger.arrival()
    await first.close()
    await late.ack()
    expect(await kit.empty(url)).to.equal(true)
  })

  it('tries a deletion again that SQS could not do', async () => {
    const url = await kit.queue()
    await kit.send(url, 'x')
    const { trigger } = await kit.hear(url)
    kit.server.fail('DeleteMessageBatch', { status: 500, code: 'InternalError', message: 'oops' }, 2)
    await (await trigger.arrival()).ack()
    expect(await kit.empty(url)).to.equal(true)
  })

  it('gives back at once what is not done when the runtime stops', async () => {
    const url = await kit.queue()
    await kit.send(url, 'unfinished')
    const live = await kit.connect(url, { visibility: 600 })
    const stop = new AbortController()
    const deferred: (() => unknown)[] = []
    const heard = Promise.withResolvers<void>()
    await amazonSqsIn.start({
      id: 'flow/stopping',
      connection: live.connection,
      config: { payload: 'auto', retriesAtSource: false, retryDelay: 5 },
      signal: stop.signal,
      defer: (release: () => unknown) => void deferred.push(release),
      emit: async () => heard.resolve()
    } as never)
    live.ready()
    await heard.promise
    stop.abort(new FlowError('RUNTIME_STOPPED', 'the runtime was stopped'))
    for (const release of deferred) await release()
    await live.close()
    expect((await kit.taken(url)).map(({ Body }) => Body)).to.deep.equal(['unfinished'])
  })

  it('takes no more messages than there is room for', async () => {
    const url = await kit.queue()
    for (let i = 0; i < 30; i++) await kit.send(url, String(i))
    const live = await kit.connect(url, { polls: 4 })
    let emitted = 0
    const { promise: room, resolve: makeRoom } = Promise.withResolvers<void>()
    const leave = await live.connection.listen({
      id: 'flow/full',
      retryDelay: 0,
      hear: () => {
        emitted++
        return room
      }
    })
    live.ready()
    await until(() => emitted > 0)
    const before = kit.server.requests('ChangeMessageVisibilityBatch')
    await until(() => kit.server.requests('ChangeMessageVisibilityBatch') > before)
    expect(emitted).to.be.at.most(4)
    makeRoom()
    await until(() => emitted === 30)
    leave(true)
  }).timeout(10_000)
})
