import { bareHost, parse } from '@millrace/sdk'
import { expect } from 'chai'
import { freePorts } from '../../../test/servers/free-ports.ts'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { type HubConfig, hubConfig } from './config.ts'
import { eventHub as integration } from './integration.ts'
import { hubKit, policies } from './kit.test.ts'

const azure = 'Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=millrace;SharedAccessKey=secret='

const access = (connectionString: string) => ({ access: { method: 'connectionString', connectionString } })

describe('azure-event-hubs/hub: connecting', () => {
  const kit = hubKit({ policies })
  const problems = (config: object) =>
    integration.problems?.({ start: { from: 'latest' }, ...config } as HubConfig) ?? []

  it('E02 E03 connects with a connection string of the namespace and the name of a hub', async () => {
    const eventHub = kit.hub(3)
    const live = await kit.connect({ eventHub })
    expect(live.stages.map(({ name }) => name)).to.deep.equal([
      'resolve',
      'connect',
      'authenticate',
      'event hub',
      'consumer group'
    ])
    expect(live.connection.partitions).to.deep.equal(['0', '1', '2'])
  })

  it('E02 E03 takes the hub of a connection string that names one', async () => {
    const hub = kit.hub()
    const { connection } = await kit.connect(access(kit.server.connectionString({ hub })))
    expect(connection.identity.eventHub).to.equal(hub)
  })

  it('E02 E03 takes connection string and names from globals', () => {
    const host = { ...bareHost, global: (name: string) => ({ key: 'secret=', hub: 'telemetry', group: 'mill' })[name] }
    const stored = {
      ...access('Endpoint=sb://n.servicebus.windows.net;SharedAccessKeyName=a;SharedAccessKey={{globals.key}}'),
      eventHub: '{{globals.hub}}',
      consumerGroup: '{{globals.group}}'
    }
    const config = parse(hubConfig, stored, host) as HubConfig
    expect(config).to.include({ eventHub: 'telemetry', consumerGroup: 'mill' })
    expect(config.access).to.have.property('connectionString').that.includes('SharedAccessKey=secret=')
    expect(problems(stored)).to.deep.equal([])
  })

  it('E02 names what a connection string lacks', () => {
    const about = (text: string) =>
      problems({ ...access(text), eventHub: 'hub' }).map(({ path, message }) => `${path} ${message}`)
    expect(about(azure)).to.deep.equal([])
    expect(about('hello')[0]).to.match(
      /^\/access\/connectionString lacks Endpoint and SharedAccessKeyName and SharedAccessKey/
    )
    expect(about('Endpoint=sb://a;SharedAccessKeyName=b')[0]).to.include('lacks SharedAccessKey:')
    expect(about('Endpoint=nonsense here;SharedAccessKeyName=b;SharedAccessKey=c')[0]).to.include(
      'has an Endpoint that'
    )
  })

  it('E03 E08 asks for the hub where nothing names it, and for the same where two do', () => {
    const messages = (config: object) => problems(config).map(({ path, message }) => `${path} ${message}`)
    expect(messages(access(azure))).to.deep.equal(['/eventHub is required: the connection string names none'])
    expect(messages(access(`${azure};EntityPath=a`))).to.deep.equal([])
    expect(messages({ ...access(`${azure};EntityPath=a`), eventHub: 'a' })).to.deep.equal([])
    expect(messages({ ...access(`${azure};EntityPath=a`), eventHub: 'b' })).to.deep.equal([
      '/eventHub is b, but the connection string is of a (EntityPath)'
    ])
    expect(messages({ access: { method: 'credential', credential: 'c', host: 'h' } })).to.deep.equal([
      '/eventHub is required: the service credential names none'
    ])
  })

  it('E08 says so when it connects, where only rendering tells', async () => {
    const refusal = await kit.refusal(access(kit.server.connectionString()))
    expect(refusal.message).to.include('/eventHub is required')
  })

  it('E06 warns about partition keys where they are entered', () => {
    const { description } = hubConfig.properties.partitionKeys as { description?: string }
    expect(description).to.include('not always recommended')
  })

  it('begins with a time that is one', () => {
    const about = (time: string) => problems({ ...access(azure), eventHub: 'a', start: { from: 'time', time } })
    expect(about('2026-03-01T00:00:00Z')).to.deep.equal([])
    expect(about('soon')).to.deep.equal([
      { path: '/start/time', message: 'is no time: write it like 2026-03-01T00:00:00Z' }
    ])
  })

  it('warns before a shared access signature ends', () => {
    const text = `Endpoint=sb://n;EntityPath=a;SharedAccessSignature=SharedAccessSignature sr=x&sig=y&se=1800000000&skn=z`
    const ends = (connectionString: string) => integration.expires?.(access(connectionString) as HubConfig)
    expect(ends(text)).to.deep.equal([
      { path: '/access/connectionString', what: 'the shared access signature', at: 1_800_000_000_000 }
    ])
    expect(ends(azure)).to.deep.equal([])
    expect(problems(access(text))).to.deep.equal([])
  })

  it('says that the key is wrong, and asks once', async () => {
    const before = kit.server.refusals
    const refusal = await kit.refusal({ eventHub: kit.hub(), ...access(kit.server.connectionString({ key: 'wrong' })) })
    expect(refusal).to.include({ code: 'LOGIN_REFUSED' })
    expect(refusal.message)
      .to.include('does not let in the policy all')
      .and.to.include('copy the connection string again')
    expect(kit.server.refusals - before).to.equal(1)
  })

  it('A26 tests both permissions, and names those that are missing', async () => {
    const eventHub = kit.hub()
    const check = async (policy: string, use = 'both') => {
      const live = await kit.connect({ eventHub, use, ...access(kit.server.connectionString({ policy })) })
      return live.check().then(
        line => ({ line, stages: live.stages.filter(({ failed }) => failed).map(({ name }) => name) }),
        ({ message }: Error) => ({
          line: message,
          stages: live.stages.filter(({ failed }) => failed).map(({ name }) => name)
        })
      )
    }
    expect(await check('all')).to.deep.equal({
      line: `Connected to ${eventHub} with 1 partitions, and may listen and send`,
      stages: []
    })
    expect(await check('sender')).to.deep.equal({
      line: `the policy sender lacks the permission Listen, so it may not hear events of ${eventHub}: tick Listen in the shared access policy`,
      stages: ['listen']
    })
    expect((await check('listener')).stages).to.deep.equal(['send'])
    expect((await check('sender', 'send')).line).to.include('may send')
    expect((await check('listener', 'receive')).line).to.include('may listen')
    expect(kit.server.events(eventHub)).to.have.length(0)
  })

  it('says what is wrong on the way: no host, nobody there, no TLS', async () => {
    const [port] = (await freePorts(1)) as [number]
    const at = (endpoint: string, more = '') =>
      kit.refusal({
        eventHub: 'a',
        ...access(`Endpoint=sb://${endpoint};SharedAccessKeyName=a;SharedAccessKey=b${more}`)
      })
    expect(await at('none.invalid')).to.include({ code: 'HOST_UNKNOWN' })
    const nobody = await at(`127.0.0.1:${port}`, ';UseDevelopmentEmulator=true')
    expect(nobody).to.include({ code: 'UNREACHABLE' })
    expect(nobody.message).to.include(`nothing listens on 127.0.0.1 port ${port}`)
    const plain = await at(`127.0.0.1:${kit.server.port}`)
    expect(plain).to.include({ code: 'TLS_FAILED' })
    expect(plain.message).to.include('UseDevelopmentEmulator=true')
  })

  it('A25 reports that the connection is lost', async () => {
    const live = await kit.connect({ eventHub: kit.hub() })
    kit.server.sever()
    expect(await live.lost).to.include({ code: 'CONNECTION_LOST' })
  })

  it('A25 finds out that the far side hangs, and leaves nothing behind', async () => {
    const line = await startTcpProxy(kit.server.port)
    kit.defer(line.close)
    const through = kit.server.connectionString().replace(`:${kit.server.port}`, `:${line.port}`)
    const eventHub = kit.hub()
    const live = await kit.hear({ eventHub, probeInterval: 1, timeout: 1, ...access(through) })
    line.pause()
    const reason = await live.lost
    expect(reason).to.include({ code: 'UNREACHABLE' })
    await live.trigger.close()
    await live.close()
  })

  it('A25 finds out that the hub was deleted, and that it was made again', async () => {
    const [gone, again] = [kit.hub(), kit.hub()]
    const [first, second] = [
      await kit.connect({ eventHub: gone, probeInterval: 1 }),
      await kit.connect({ eventHub: again, probeInterval: 1 })
    ]
    kit.server.remove(gone)
    kit.server.create(again)
    expect(await first.lost).to.include({ code: 'REMOTE_UNKNOWN' })
    expect(await second.lost)
      .to.have.property('message')
      .that.includes('deleted and made again')
  })

  it('A32 A35 says in the gallery what it is for, with presets that fit the form', () => {
    expect(integration.category).to.equal('queue')
    expect(integration.chooseWhen).to.be.a('string')
    for (const { config } of integration.presets ?? []) expect(config).to.have.property('access')
    expect(JSON.stringify(integration.presets)).to.include('UseDevelopmentEmulator=true')
  })

  it('A30 P takes what the service takes, and offers the pace of one throughput unit', () => {
    expect(integration.limits).to.deep.equal({ bytes: 1_048_576 })
    expect(integration.limitPresets?.map(({ limits }) => limits.rate)).to.deep.include({
      messages: 1000,
      per: 'second'
    })
  })
})
