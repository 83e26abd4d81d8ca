import { applies, asJson, check } from '@millrace/sdk'
import { testIntegration } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { queueConfig } from './config.ts'
import { amazonSqsQueue } from './integration.ts'
import { failureOf, sqsKit, until } from './kit.test.ts'

describe('amazon-sqs/queue', () => {
  const kit = sqsKit()
  const names = ({ stages }: { stages: readonly { name: string }[] }) => stages.map(({ name }) => name)

  it('D01 wants the URL of a queue, 1 to 256 characters', () => {
    const problems = (url?: string) => check(queueConfig, { url, auth: { method: 'credential', credential: 'c' } })
    expect(problems()).to.deep.include({ path: '/url', message: 'is required' })
    expect(problems(`https://sqs.eu-central-1.amazonaws.com/1/${'x'.repeat(230)}`)).not.to.deep.equal([])
    expect(problems('orders').map(({ path }) => path)).to.include('/url')
    expect(problems('{{globals.queue}}').filter(({ path }) => path === '/url')).to.deep.equal([])
  })

  it('D02 asks for the region only where the URL does not name it', () => {
    const { region } = queueConfig.properties
    const asks = (url: string) => applies(asJson(region), { url })
    for (const host of [
      'sqs.eu-central-1.amazonaws.com',
      'eu-central-1.queue.amazonaws.com',
      'sqs-fips.us-gov-west-1.amazonaws.com',
      'sqs.cn-north-1.amazonaws.com.cn',
      'sqs.eu-west-3.api.aws',
      'vpce-0a1b-2c3d.sqs.us-east-1.vpce.amazonaws.com',
      'sqs.us-east-1.localhost.localstack.cloud:4566'
    ])
      expect(asks(`https://${host}/123456789012/orders`), host).to.equal(false)
    for (const url of ['http://localhost:9324/0/orders', '{{globals.queue}}', 'https://evil.example/sqs.eu-west-1.x/q'])
      expect(asks(url), url).to.equal(true)
    expect(asks('')).to.equal(false)
  })

  it('D02 signs in with a service credential or with keys', async () => {
    const url = await kit.queue()
    const credential = () => ({ type: 'aws', region: 'eu-central-1', ...kit.server.keys })
    const live = await testIntegration(
      amazonSqsQueue,
      { url, auth: { method: 'credential', credential: 'shared' } },
      { host: { credential } }
    )
    kit.defer(live.close)
    expect(names(live)).to.deep.equal(['connect', 'sign in', 'queue'])
    expect(names(await kit.connect(url))).to.deep.equal(['connect', 'sign in', 'queue'])
  })

  it('D02 takes the keys and the URL from globals', async () => {
    const url = await kit.queue()
    const values: Readonly<Record<string, string>> = { queue: url, key: kit.server.keys.accessKeyId }
    const { secretAccessKey } = kit.server.keys
    const live = await testIntegration(
      amazonSqsQueue,
      { url: '{{globals.queue}}', auth: { method: 'keys', accessKeyId: '{{globals.key}}', secretAccessKey } },
      { host: { global: name => values[name] } }
    )
    kit.defer(live.close)
    expect(live.connection.url).to.equal(url)
  })

  it('D03 R3 A26 A27 asks for each permission by itself, and neither takes nor leaves a message', async () => {
    for (const suffix of ['', '.fifo']) {
      const url = await kit.queue({}, suffix)
      await kit.send(url, { MessageBody: 'kept', ...(suffix && { MessageGroupId: 'g', MessageDeduplicationId: 'd' }) })
      const live = await kit.connect(url, {}, { trial: true })
      const line = await live.check()
      expect(line).to.include('allows to receive, delete, change visibility, send')
      expect(names(live)).to.deep.equal(amazonSqsQueue.stages)
      expect((await kit.taken(url)).map(({ Body }) => Body)).to.deep.equal(['kept'])
    }
  })

  it('does not count as a receive for the redrive policy', async () => {
    const dead = await kit.queue()
    const arn = `arn:aws:sqs:us-east-1:000000000000:${dead.split('/').at(-1)}`
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 1 })
    const url = await kit.queue({ RedrivePolicy })
    await kit.send(url, 'kept')
    const live = await kit.connect(url, {}, { trial: true })
    for (let i = 0; i < 3; i++) await live.check()
    expect((await kit.taken(url))[0]?.Attributes.ApproximateReceiveCount).to.equal('1')
    expect(await kit.empty(dead)).to.equal(true)
  })

  const missing = {
    ReceiveMessage: 'receive',
    DeleteMessage: 'delete',
    ChangeMessageVisibility: 'change visibility',
    SendMessage: 'send'
  }
  for (const [action, stage] of Object.entries(missing))
    it(`D03 R3 A28 names sqs:${action} when it is missing`, async () => {
      const url = await kit.queue()
      kit.server.deny(action)
      kit.defer(() => kit.server.allow(action))
      const live = await kit.connect(url, {}, { trial: true })
      const failure = await failureOf(live.check())
      expect(failure).to.include({ code: 'PERMISSION_MISSING' })
      expect(failure?.message).to.include(`sqs:${action} on ${url.split('/').at(-1)} is not allowed`)
      expect(live.stages.find(({ failed }) => failed)).to.include({ name: stage })
    })

  it('asks only for what it is used for', async () => {
    const url = await kit.queue()
    for (const action of ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes']) {
      kit.server.deny(action)
      kit.defer(() => kit.server.allow(action))
    }
    const live = await kit.connect(url, { use: 'send' }, { trial: true })
    expect(await live.check()).to.include('allows to send')
    expect(live.stages.find(({ name }) => name === 'queue')?.detail).to.include('sqs:GetQueueAttributes')
  })

  it('A24 A25 A28 says at which stage it failed, and what to do', async () => {
    const url = await kit.queue()
    const keys = { method: 'keys', ...kit.server.keys }
    const cases: readonly [config: object, code: string, text: string][] = [
      [{ auth: { ...keys, accessKeyId: 'AKIASOMEBODYELSE' } }, 'LOGIN_REFUSED', 'does not know the access key ID'],
      [
        { auth: { ...keys, secretAccessKey: 'wrong-secret' } },
        'LOGIN_REFUSED',
        'secret access key or the region is wrong'
      ],
      [{ url: `${url}-not-there` }, 'REMOTE_UNKNOWN', 'there is no queue'],
      [{ url: 'http://127.0.0.1:9/0/q' }, 'UNREACHABLE', 'nothing listens on 127.0.0.1:9'],
      [{ url: 'http://queues.invalid/0/q' }, 'HOST_UNKNOWN', 'no address was found for queues.invalid'],
      [{ url: url.replace('http', 'https') }, 'TLS_FAILED', 'does not speak TLS']
    ]
    for (const [config, code, text] of cases) {
      const failure = await kit.refusal(url, config)
      expect(failure).to.include({ code })
      expect(failure.message).to.include(text)
    }
  }).timeout(10_000)

  it('says that nobody answers, and does not wait for ever', async () => {
    const line = await startTcpProxy(kit.server.port)
    kit.defer(line.close)
    kit.server.mute()
    kit.defer(kit.server.start)
    const url = (await kit.queue()).replace(String(kit.server.port), String(line.port))
    const failure = await kit.refusal(url, { requestTimeout: 1 })
    expect(failure).to.include({ code: 'UNREACHABLE' })
  }).timeout(20_000)

  it('is lost when a poll finds that the service or the queue has gone', async () => {
    for (const go of ['stop', 'delete'] as const) {
      const url = await kit.queue()
      const live = await kit.hear(url)
      await until(() => kit.server.requests('ReceiveMessage') > 0)
      if (go === 'stop') {
        kit.defer(kit.server.start)
        await kit.server.stop()
        expect(await live.lost).to.include({ code: 'UNREACHABLE' })
        await kit.server.start()
      } else {
        await kit.server.deleteQueue(url)
        expect(await live.lost).to.include({ code: 'REMOTE_UNKNOWN' })
      }
    }
  }).timeout(10_000)

  it('P is limited to what SQS takes, and offers the limit of a FIFO queue', () => {
    expect(amazonSqsQueue.limits).to.deep.equal({ bytes: 1_048_576 })
    expect(amazonSqsQueue.limitPresets?.[0]?.limits.rate).to.deep.equal({ messages: 3000, per: 'second' })
  })

  it('A31 A32 A35 says what it is, when to choose it, and what to do', () => {
    expect(amazonSqsQueue).to.include({ type: 'amazon-sqs/queue', category: 'queue' })
    expect(amazonSqsQueue.chooseWhen).to.match(/^you need/)
    expect(amazonSqsQueue.presets?.map(({ title }) => title)).to.deep.equal(['AWS', 'LocalStack', 'ElasticMQ'])
    for (const part of ['Setting it up', 'sqs:DeleteMessage', 'What is promised', 'When it does not work'])
      expect(amazonSqsQueue.help).to.include(part)
  })
})
