import { once } from 'node:events'
import { createServer } from 'node:net'
import { asJson, bareHost, generate as generateConfig, parse } from '@millrace/sdk'
import { testIntegration } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { generate, type Packet } from 'mqtt-packet'
import { freePorts } from '../../../test/servers/free-ports.ts'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { brokerConfig, portOf } from './config.ts'
import { mqttBroker } from './integration.ts'
import { mqttKit, until, versions } from './kit.test.ts'

const config = (stored: object, globals: Record<string, unknown> = {}) =>
  parse(brokerConfig, { host: 'b', ...stored }, { ...bareHost, global: name => globals[name] }) as ReturnType<
    typeof Object
  >

describe('mqtt/broker: connecting', () => {
  const kit = mqttKit()

  for (const version of versions)
    for (const protocol of ['mqtt', 'mqtts', 'ws', 'wss'] as const)
      it(`B01 B05 B21 connects over ${protocol} with version ${version}, and may subscribe`, async () => {
        const { ports, certificates } = kit.server
        const live = await kit.connect({
          protocol,
          version,
          port: ports[protocol],
          ca: certificates.ca,
          topics: ['a/+']
        })
        expect(await live.check()).to.equal('Connected, and may subscribe to a/+')
        const names = live.stages.map(({ name }) => name)
        const tls = protocol === 'mqtts' || protocol === 'wss' ? ['TLS'] : []
        const web = protocol.startsWith('ws') ? ['WebSocket'] : []
        expect(names).to.deep.equal(['resolve', 'connect', ...tls, ...web, 'authenticate', 'subscribe'])
      })

  it('B02 uses the port of the protocol when none is given', () => {
    const ports = (['mqtt', 'mqtts', 'ws', 'wss'] as const).map(protocol => portOf({ protocol }))
    expect(ports).to.deep.equal([1883, 8883, 80, 443])
    expect(portOf({ protocol: 'mqtt', port: 1234 })).to.equal(1234)
  })

  it('B03 B04 takes host and port from globals', () => {
    const stored = { host: '{{globals.broker}}.acme.example', port: '{{globals.port}}' }
    expect(config(stored, { broker: 'eu', port: 8884 })).to.include({ host: 'eu.acme.example', port: 8884 })
    expect(() => config(stored, { broker: 'eu', port: 'none' })).to.throw('/port')
  })

  it('B05 speaks 3.1.1 when nothing else is chosen', () => {
    expect(config({})).to.include({ version: '3.1.1' })
  })

  it('B06 drops the previous session when the session is clean, and finds it otherwise', async () => {
    const found = async (clean: boolean) => {
      const live = await kit.connect({ clientId: 'b06', clean })
      await live.close()
      return live.stages.find(({ name }) => name === 'authenticate')?.detail
    }
    expect(await found(false)).to.equal('new session')
    expect(await found(false)).to.equal('session found')
    expect(await found(true)).to.equal('new session')
    expect(await found(false)).to.equal('new session')
  })

  it('B07 makes a client id when there is none, keeps it and shows it', async () => {
    expect(generateConfig(asJson(brokerConfig), { host: 'b' }, () => '7f3a0001')).to.include({
      clientId: 'millrace-7f3a0001'
    })
    const live = await kit.connect({ clientId: '' })
    expect(live.saved).to.have.length(1)
    expect(live.saved[0])
      .to.have.property('clientId')
      .that.matches(/^millrace-[0-9a-f]{8}$/)
    const named = await kit.connect({ clientId: 'mine' })
    expect(named.saved).to.deep.equal([])
    await until(() => kit.server.log().includes('as mine ('))
  })

  it('B07 tells two integrations with one client id on one broker apart from others', () => {
    const key = (stored: object) => mqttBroker.exclusive?.(config(stored) as never)
    expect(key({ clientId: 'a' })).to.equal(key({ clientId: 'a', port: 1883 }))
    expect(key({ clientId: 'a' })).not.to.equal(key({ clientId: 'b' }))
    expect(key({})).to.equal(undefined)
  })

  it('B08 signs in with nothing', async () => {
    const live = await kit.connect({ auth: { method: 'none' } })
    expect(live.stages.at(-1)).to.include({ name: 'authenticate', failed: false })
    const refusal = await kit.refusal({ auth: { method: 'none' }, port: kit.server.ports.password })
    expect(refusal.message).to.match(/^Not authorized \(5\)\. Sign in with a user name and password/)
  })

  for (const version of versions)
    it(`B09 signs in with user name and password over ${version}, the default`, async () => {
      const { user, ports } = kit.server
      expect(config({})).to.deep.include({ auth: { method: 'password' } })
      await kit.connect({ version, port: ports.password, auth: { method: 'password', ...user } })
      const auth = { method: 'password', username: user.username, password: 'wrong' }
      const refusal = await kit.refusal({ version, port: ports.password, auth })
      const code = version === '5' ? 135 : 5
      expect(refusal).to.include({ code: 'LOGIN_REFUSED' })
      expect(refusal.message).to.include(`Not authorized (${code})`)
    })

  it('B10 signs in with a certificate', async () => {
    const { ports, certificates } = kit.server
    const secure = { protocol: 'mqtts', port: ports.certificate, ca: certificates.ca }
    await kit.connect({ ...secure, auth: { method: 'certificate', ...certificates.client } })
    await until(() => kit.server.log().includes("u'millrace-client'"))
    const refusal = await kit.refusal(secure)
    expect(refusal.message).to.match(/certificate/)
  })

  it('B10 wants a certificate only where the protocol is secure', () => {
    const problems = (protocol: string) =>
      mqttBroker.problems?.(
        config({ protocol, auth: { method: 'certificate', certificate: 'cert', privateKey: 'key-' } }) as never
      )
    expect(problems('mqtts')).to.deep.equal([])
    expect(problems('mqtt')).to.deep.equal([
      { path: '/auth/method', message: 'needs mqtts:// or wss:// when it is a certificate' }
    ])
  })

  it('B11 trusts a self-signed broker only with its CA certificate', async () => {
    const { ports, certificates } = kit.server
    const secure = { protocol: 'mqtts', port: ports.mqtts }
    const refusal = await kit.refusal(secure)
    expect(refusal).to.include({ code: 'TLS_FAILED' })
    expect(refusal.message).to.include('give its CA certificate')
    const live = await kit.connect({ ...secure, ca: certificates.ca })
    const tls = live.stages.find(({ name }) => name === 'TLS')
    expect(tls?.detail).to.match(/^1\.3, certificate valid to \d+ \w{3,4} \d{4}$/)
  })

  it('B11 refuses a certificate for another name, unless that name is given', async () => {
    const { ports, certificates } = kit.server
    const secure = { protocol: 'mqtts', port: ports.mqtts, ca: certificates.ca }
    const refusal = await kit.refusal({ ...secure, serverName: 'broker.example' })
    expect(refusal.message).to.include('for another name (localhost, 127.0.0.1)')
    await kit.connect({ ...secure, serverName: 'localhost' })
  })

  it('B12 verifies nothing when told so', async () => {
    const secure = { protocol: 'mqtts', port: kit.server.ports.mqtts }
    await kit.connect({ ...secure, skipVerification: true })
    await kit.refusal({ ...secure, skipVerification: false })
  })

  it('B16 is encrypted by choosing the protocol alone', async () => {
    const { ports, certificates } = kit.server
    await kit.connect({ protocol: 'mqtts', port: ports.mqtts, ca: certificates.ca })
    const refusal = await kit.refusal({ protocol: 'mqtts', port: ports.mqtt, connectTimeout: 1 })
    expect(refusal).to.include({ code: 'TLS_FAILED' })
  })

  for (const version of versions)
    it(`B21 fails the test over ${version} when the broker refuses a topic`, async () => {
      const { ports, user } = kit.server
      const auth = { method: 'password', ...user }
      const guarded = { version, port: ports.guarded, auth }
      const live = await kit.connect({ ...guarded, topics: ['fine/#', 'refused/secret'] })
      const failure = await live.check().catch((error: Error) => error)
      expect(failure).to.include({ code: 'SUBSCRIBE_REFUSED' })
      expect(failure).to.have.property('message').that.includes('refuses to subscribe to refused/secret')
      expect(live.stages.at(-1)).to.include({ name: 'subscribe', failed: true })
      const other = await kit.connect({ ...guarded, topics: ['fine/#'] })
      expect(await other.check()).to.include('may subscribe to fine/#')
    })

  it('B21 A26 does not disturb a running connection by a test', async () => {
    const running = await kit.connect({ clientId: 'b21', clean: false })
    const test = await kit.connect({ clientId: 'b21', clean: false }, { trial: true })
    await test.check()
    await test.close()
    const control = await kit.connect({ clientId: 'b21', clean: false })
    expect((await running.lost)?.message).to.include('the connection to the broker')
    expect(control.stages.at(-1)).to.include({ detail: 'session found' })
  })

  it('B23 has presets whose settings fit', () => {
    const titles = mqttBroker.presets?.map(({ title }) => title)
    expect(titles).to.deep.equal(['Mosquitto', 'HiveMQ', 'AWS IoT Core', 'Azure IoT Hub', 'EMQX'])
    const own = { certificate: 'cert', privateKey: 'key-' }
    for (const { config: preset } of mqttBroker.presets ?? []) {
      const { auth, ...rest } = preset as { auth: { method: string } }
      const whole = config({ ...rest, auth: auth.method === 'certificate' ? { ...auth, ...own } : auth })
      expect(mqttBroker.problems?.(whole as never)).to.deep.equal([])
    }
  })

  it('A24 A28 says what to do about a host, a port or a silence', async () => {
    const unknown = await kit.refusal({ host: 'no-such-host.invalid' })
    expect(unknown.message).to.equal('no address was found for no-such-host.invalid: check the host')
    const [port] = await freePorts(1)
    expect((await kit.refusal({ port })).message).to.include(`nothing listens on 127.0.0.1 port ${port}`)
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    kit.defer(() => silent.close())
    await once(silent, 'listening')
    const { port: deaf } = silent.address() as { port: number }
    const refusal = await kit.refusal({ port: deaf, connectTimeout: 1 })
    expect(refusal.message).to.include('did not answer in time')
  })

  it('A22 names the field that is missing', async () => {
    const failure = await testIntegration(mqttBroker, {}).catch((error: Error) => error)
    expect(failure).to.have.property('message', '/host is required')
  })

  it('reports that another client took the client id', async () => {
    const first = await kit.connect({ clientId: 'twice' })
    await kit.connect({ clientId: 'twice' })
    expect((await first.lost)?.message).to.include('look for another client with this client ID')
  })

  it('reports the reason with which a broker ends a connection', async () => {
    const broker = createServer(socket => {
      const say = (packet: Packet) => socket.write(generate(packet, { protocolVersion: 5 }))
      socket.on('error', () => {})
      socket.once('data', () => {
        say({ cmd: 'connack', reasonCode: 0, sessionPresent: false })
        say({ cmd: 'disconnect', reasonCode: 0x8e })
        socket.end()
      })
    }).listen(0, '127.0.0.1')
    kit.defer(() => broker.close())
    await once(broker, 'listening')
    const { port } = broker.address() as { port: number }
    const live = await kit.connect({ port, version: '5' })
    expect((await live.lost)?.message).to.include('Session taken over by another client with the same client ID (142)')
  })

  it('lets the broker publish the last will when the connection breaks, not when it is closed', async () => {
    const device = await kit.device()
    await device.subscribe('will/#')
    const will = (topic: string) => ({ kind: 'message', topic, payload: 'gone', qos: 1, retain: false })
    const closed = await kit.connect({ clientId: 'closed', will: will('will/closed') })
    await closed.close()
    const line = await startTcpProxy(kit.server.ports.mqtt)
    kit.defer(line.close)
    const broken = await kit.connect({ port: line.port, will: will('will/broken') })
    line.cut()
    expect((await broken.lost)?.message).to.include('the connection to the broker')
    await until(() => device.heard.length > 0)
    expect(device.heard.map(({ topic }) => topic)).to.deep.equal(['will/broken'])
  })
})
