import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { bareHost } from '@millrace/sdk'
import { testIntegration } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { makeCertificates } from '../../../test/servers/certificates.ts'
import { type Entra, startEntra } from '../../../test/servers/entra.ts'
import { type EventHubs, startEventHubs } from '../../../test/servers/event-hubs.ts'
import { eventHub } from './integration.ts'
import { failureOf } from './kit.test.ts'

describe('azure-event-hubs/hub: signing in with a service credential', () => {
  const trusted = getCACertificates('default')
  let folder: string
  let entra: Entra
  let server: EventHubs

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millrace-event-hubs-'))
    const { ca, server: pair } = await makeCertificates(folder)
    setDefaultCACertificates([...trusted, ca])
    entra = await startEntra(pair)
    server = await startEventHubs({
      tls: pair,
      hubs: { telemetry: {}, closed: {} },
      bearer: token =>
        entra.knows(token) ? { claims: ['Listen', 'Send'] } : { refused: 'InvalidIssuer: Token issuer is invalid.' }
    })
  })
  after(async () => {
    setDefaultCACertificates([...trusted])
    await Promise.all([server.stop(), entra.stop()])
    await rm(folder, { recursive: true, force: true })
  })

  const connect = (more: object = {}) => {
    const credential = () => ({ type: 'azure', authority: entra.authority, ...entra.app, ...more })
    const config = {
      access: { method: 'credential', credential: 'mill', host: 'localhost' },
      endpoint: `127.0.0.1:${server.port}`,
      eventHub: 'telemetry'
    }
    return testIntegration(eventHub, config, { host: { ...bareHost, credential } })
  }

  it('E01 connects over TLS with a token of Microsoft Entra ID', async () => {
    const live = await connect()
    expect(live.stages.map(({ name }) => name)).to.include('TLS')
    expect(await live.check()).to.include('may listen and send')
    await live.close()
  })

  it('E01 Q12 says that the secret of the credential is wrong', async () => {
    const failure = await failureOf(connect({ clientSecret: 'wrong' }))
    expect(failure).to.include({ code: 'LOGIN_REFUSED' })
    expect(failure?.message).to.include('the client secret is wrong').and.to.include('AADSTS7000215')
  })

  it('does not connect to whose certificate it cannot trust (control)', async () => {
    setDefaultCACertificates([...trusted])
    const failure = await failureOf(connect())
    expect(failure).to.include({ code: 'TLS_FAILED' })
  })
})
