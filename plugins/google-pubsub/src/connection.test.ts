import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import { bareHost } from '@millrace/sdk'
import { testIntegration } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { type Certificates, makeCertificates } from '../../../test/servers/certificates.ts'
import { freePorts } from '../../../test/servers/free-ports.ts'
import { type PubSubServer, startPubSub } from '../../../test/servers/pubsub.ts'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { pubsubProject } from './integration.ts'
import { failureOf, pubsubKit } from './kit.test.ts'

describe('google-pubsub/project: connecting', () => {
  const kit = pubsubKit()

  it('connects to an emulator without any credentials', async () => {
    const { stages } = await kit.connect()
    expect(stages).to.deep.include.members([
      { name: 'credentials', failed: false, detail: 'none are needed' },
      { name: 'connect', failed: false, detail: `127.0.0.1:${kit.server.port} answers` },
      { name: 'project', failed: false, detail: 'acme' }
    ])
  })

  it('says that nothing listens, that there is no such host, and that the project is not there', async () => {
    const [port] = await freePorts(1)
    const deaf = await kit.refusal({ endpoint: `127.0.0.1:${port}` })
    expect(deaf).to.include({ code: 'UNREACHABLE' })
    expect(deaf.message).to.include(`nothing listens on 127.0.0.1:${port}`)
    const nowhere = await kit.refusal({ endpoint: 'nowhere.invalid:443' })
    expect(nowhere).to.include({ code: 'HOST_UNKNOWN' })
    kit.server.faults.fail('GetTopic', { code: status.NOT_FOUND, details: 'Requested project not found', times: 1 })
    expect((await kit.refusal({})).message).to.include('there is no project acme')
    const disabled = 'Cloud Pub/Sub API has not been used in project 1 before or it is disabled.'
    kit.server.faults.fail('GetTopic', { code: status.PERMISSION_DENIED, details: disabled, times: 1 })
    expect((await kit.refusal({})).message).to.include('Pub/Sub cannot be used in project acme')
  })

  it('C03 connects with any answer that is not about itself: a permission is for the Test to find', async () => {
    kit.server.faults.fail('GetTopic', { code: status.PERMISSION_DENIED, details: 'not authorized', times: 1 })
    await kit.connect()
  })

  it('saves a prefix of subscriptions when there is none, but not in a Test', async () => {
    const live = await kit.connect({ subscriptionPrefix: '' })
    expect(live.saved).to.have.length(1)
    expect((await kit.connect({ subscriptionPrefix: '' }, { trial: true })).saved).to.deep.equal([])
    expect((await kit.connect()).saved).to.deep.equal([])
  })

  it('tells that the connection is lost when the service goes', async () => {
    const line = await startTcpProxy(kit.server.port)
    const live = await kit.connect({ endpoint: `127.0.0.1:${line.port}` })
    await line.close()
    expect(await live.lost).to.include({ code: 'UNREACHABLE' })
  })

  it('A36 takes a connection that is replaced by the next for no loss (control)', async () => {
    const line = await startTcpProxy(kit.server.port)
    kit.defer(line.close)
    const live = await kit.connect({ endpoint: `127.0.0.1:${line.port}` })
    let lost = false
    void live.lost.then(() => {
      lost = true
    })
    line.cut()
    expect(await live.connection.topics('')).to.be.an('array')
    expect(lost).to.equal(false)
  })

  it('lists topics and subscriptions by what is searched for', async () => {
    kit.topics('listed-alarms', 'listed-telemetry')
    const { connection } = await kit.connect()
    const { lists } = pubsubProject
    expect(await lists?.topics?.(connection, 'listed-')).to.deep.equal([
      { value: 'listed-alarms' },
      { value: 'listed-telemetry' }
    ])
    expect(await lists?.topics?.(connection, 'ALARM')).to.deep.equal([{ value: 'listed-alarms' }])
    expect(await lists?.subscriptions?.(connection, 'nothing like it')).to.deep.equal([])
  })
})

describe('google-pubsub/project: the Test', () => {
  const kit = pubsubKit()
  const check = async (more: object) => {
    const live = await kit.connect({ topics: ['checked'], ...more }, { trial: true })
    return { line: await live.check(), names: live.stages.map(({ name }) => name), stages: live.stages }
  }
  before(() => kit.topics('checked'))

  it('A26 C03 goes through each permission, and leaves nothing behind', async () => {
    const { line, names } = await check({})
    expect(line).to.equal('Connected to acme, and may publish to and hear checked')
    expect(names).to.deep.equal(pubsubProject.stages)
    expect(kit.server.project.subscriptions.size).to.equal(0)
  })

  it('checks only what the integration is used for', async () => {
    expect((await check({ use: 'send' })).names).not.to.include('create subscription')
    expect((await check({ use: 'receive' })).names).not.to.include('publish')
  })

  it('passes without the permission to list topics, which offers them only', async () => {
    kit.server.faults.deny('pubsub.topics.list')
    kit.defer(() => kit.server.faults.allow('pubsub.topics.list'))
    const { stages } = await check({})
    expect(stages.find(({ name }) => name === 'list topics')?.detail).to.include('not allowed')
  })

  it('checks a topic of the project when none is named, and says so when there is none', async () => {
    expect((await check({ topics: [] })).line).to.include('may publish to and hear checked')
    expect((await check({ topics: [], project: 'empty-project' })).line).to.include('Name a topic here')
  })

  it('removes its subscription also when we may not hear it', async () => {
    kit.server.faults.deny('pubsub.subscriptions.consume')
    kit.defer(() => kit.server.faults.allow('pubsub.subscriptions.consume'))
    const failure = await failureOf(check({}))
    expect(failure?.message).to.include('lacks pubsub.subscriptions.consume')
    expect(kit.server.project.subscriptions.size).to.equal(0)
  })

  it('passes where nobody knows of permissions, as in an emulator', async () => {
    kit.server.faults.fail('TestIamPermissions', { code: status.UNIMPLEMENTED })
    kit.defer(() => kit.server.faults.mend('TestIamPermissions'))
    expect((await check({})).line).to.include('Connected to acme')
  })
})

describe('google-pubsub/project: signing in', () => {
  let folder: string
  let certificates: Certificates
  let server: PubSubServer
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millrace-pubsub-'))
    certificates = await makeCertificates(folder)
    server = await startPubSub({ certificate: certificates.server })
  })
  after(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })

  const account = 'millrace@acme.iam.gserviceaccount.com'
  const secure = (auth: object, more: object = {}) => ({
    auth,
    endpoint: `localhost:${server.securePort}`,
    ca: certificates.ca,
    ...more
  })

  it('C01 C02 comes in with the key of an account, inline or as a credential', async () => {
    const key = server.accounts.key(account, 'acme')
    const inline = await testIntegration(pubsubProject, secure({ method: 'key', key }))
    expect(inline.connection.parts.id).to.equal('acme')
    await inline.close()
    const host = { ...bareHost, credential: () => ({ type: 'google', key }) }
    const config = secure({ method: 'credential', credential: 'google-1' })
    await (await testIntegration(pubsubProject, config, { host })).close()
  })

  it('is turned away with a key that was replaced, and says by whom', async () => {
    const old = server.accounts.key(account, 'acme')
    server.accounts.key(account, 'acme')
    const failure = await failureOf(testIntegration(pubsubProject, secure({ method: 'key', key: old })))
    expect(failure).to.include({ code: 'LOGIN_REFUSED' })
    expect(failure?.message).to.include(`Google does not let ${account} in`)
  })

  it('does not speak to a server that it cannot trust', async () => {
    const key = server.accounts.key(account, 'acme')
    const failure = await failureOf(testIntegration(pubsubProject, secure({ method: 'key', key }, { ca: '' })))
    expect(failure).to.include({ code: 'TLS_FAILED' })
  })
})
