import { createRuntime } from '@millrace/engine'
import cloud from '@millrace/plugin-cloud'
import { asJson } from '@millrace/sdk'
import { expect } from 'chai'
import { brokerConfig } from './config.ts'
import mqtt from './index.ts'
import { mqttBroker } from './integration.ts'
import { mqttKit, until } from './kit.test.ts'

describe('mqtt/broker: client certificates', () => {
  const kit = mqttKit()

  const start = async (credential: object) => {
    const { ports, certificates } = kit.server
    const runtime = createRuntime({
      plugins: [mqtt, cloud],
      credentials: [{ id: 'client', type: 'certificate', name: 'Client', config: { ...credential } }],
      integrations: [
        {
          id: 'broker',
          type: 'mqtt/broker',
          name: 'Broker',
          config: {
            protocol: 'mqtts',
            host: '127.0.0.1',
            port: ports.certificate,
            ca: certificates.ca,
            auth: { method: 'credential', credential: 'client' }
          }
        }
      ],
      settings: { backoff: () => 20 }
    })
    kit.defer(() => runtime.stop())
    await runtime.start()
    return { runtime, state: () => runtime.connections()[0]?.status.state }
  }

  it('A13 B10 signs in with one kept as a credential, and comes back by itself when that is replaced', async () => {
    const { server, client } = kit.server.certificates
    const { runtime, state } = await start({ ...client, privateKey: server.privateKey })
    await until(() => state() === 'error')
    await runtime.saveCredential({ id: 'client', type: 'certificate', name: 'Client', config: { ...client } })
    await until(() => state() === 'connected')
  })

  it('A14 is offered credentials of the type certificate alone', () => {
    const { anyOf = [] } = asJson(brokerConfig).properties?.auth ?? {}
    const field = anyOf.find(({ properties }) => properties?.credential)?.properties?.credential
    expect(field?.credential).to.deep.equal(['certificate'])
  })

  it('wants mqtts:// or wss:// for one kept as a credential', () => {
    const problems = (protocol: string) =>
      mqttBroker.problems?.({ protocol, auth: { method: 'credential', credential: 'client' } } as never)
    expect(problems('wss')).to.deep.equal([])
    expect(problems('ws')).to.have.length(1)
  })

  it('tells which certificates of its own end, and when, where they play a part', () => {
    const { client, ca } = kit.server.certificates
    const auth = { method: 'certificate', ...client }
    const told = (config: object) => mqttBroker.expires?.(config as never)
    const secure = told({ protocol: 'mqtts', auth, ca })
    expect(secure?.map(({ path, what }) => ({ path, what }))).to.deep.equal([
      { path: '/auth/certificate', what: 'the client certificate' },
      { path: '/ca', what: 'the CA certificate' }
    ])
    for (const { at } of secure ?? []) expect(at).to.be.greaterThan(Date.now())
    expect(told({ protocol: 'mqtt', auth, ca })).to.deep.equal([])
    expect(told({ protocol: 'mqtts', auth: { method: 'none' }, ca: 'no PEM' })).to.deep.equal([])
  })
})
