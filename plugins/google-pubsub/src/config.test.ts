import { asJson, bareHost, generate, parse } from '@millrace/sdk'
import { expect } from 'chai'
import { Accounts } from '../../../test/servers/pubsub/accounts.ts'
import { type ProjectConfig, projectConfig } from './config.ts'
import { pubsubProject } from './integration.ts'
import { keyOf, projectOf } from './key.ts'
import { pubsubOut } from './output.ts'
import { pubsubIn } from './trigger.ts'

const key = new Accounts().key('millrace@acme-plant.iam.gserviceaccount.com', 'acme-plant')
const ready = (stored: object, globals: Record<string, unknown> = {}) =>
  parse(projectConfig, stored, {
    ...bareHost,
    global: name => globals[name],
    secret: id => (id === 'key' ? key : '{{globals.key}}'),
    credential: () => ({ type: 'google', key })
  }) as ProjectConfig
const inline = (text: unknown = key) => ({ auth: { method: 'key', key: text } })

describe('google-pubsub/project: settings', () => {
  it('C01 signs in with a service credential', () => {
    const config = ready({ auth: { method: 'credential', credential: 'google-1' } })
    expect(keyOf(config)?.client_email).to.equal('millrace@acme-plant.iam.gserviceaccount.com')
    expect(asJson(projectConfig).properties?.auth?.anyOf?.[0]?.properties?.credential?.credential).to.deep.equal([
      'google'
    ])
  })

  it('C02 signs in with a key that is kept as a secret, or comes from a global', () => {
    expect(keyOf(ready(inline({ $secret: 'key' })))?.project_id).to.equal('acme-plant')
    expect(keyOf(ready(inline({ $secret: 'templated' }), { key }))?.project_id).to.equal('acme-plant')
  })

  it('C02 says what is wrong with a key, while it is typed and when it is used', () => {
    const said = (text: string) => pubsubProject.problems?.({ topics: [], ...inline(text) } as never)
    expect(said('no JSON')).to.deep.equal([
      { path: '/auth/key', message: 'is not JSON: paste the whole file that Google Cloud made' }
    ])
    expect(said('{ "client_email": "a" }')?.[0]?.message).to.match(/^lacks private_key/)
    expect(said('{ "type": "authorized_user" }')?.[0]?.message).to.include('needed is the key of a service account')
    expect(said(key)).to.deep.equal([])
    expect(said('{{globals.key}}')).to.deep.equal([])
    expect(() => keyOf(ready(inline('no JSON')))).to.throw('/auth/key is not JSON')
    const damaged = JSON.stringify({ ...JSON.parse(key), private_key: 'damaged' })
    expect(() => keyOf(ready(inline(damaged)))).to.throw('the private key of millrace@acme-plant')
  })

  it('C04 takes the project of the key unless another is named, also by a global', () => {
    const projectIn = (stored: object, globals = {}) => {
      const config = ready({ ...inline(), ...stored }, globals)
      return projectOf(config, keyOf(config))
    }
    expect(projectIn({})).to.equal('acme-plant')
    expect(projectIn({ project: 'other-plant' })).to.equal('other-plant')
    expect(projectIn({ project: '{{globals.project}}' }, { project: 'eu-plant' })).to.equal('eu-plant')
    const nameless = JSON.stringify({ ...JSON.parse(key), project_id: undefined })
    expect(() => projectIn(inline(nameless))).to.throw('/project is required')
    expect(() => projectIn({ project: 'no project' })).to.throw('/project')
  })

  it('needs no credentials for an emulator that people chose, and for nothing else', () => {
    const said = (more: object) =>
      pubsubProject.problems?.({ topics: [], auth: { method: 'none' }, ...more } as never)?.map(({ path }) => path)
    expect(said({ endpoint: 'localhost:8085', project: 'emulator' })).to.deep.equal([])
    expect(said({ endpoint: 'localhost:8085' })).to.deep.equal(['/project'])
    expect(said({ project: 'emulator' })).to.deep.equal(['/endpoint'])
    expect(said({ project: 'emulator', endpoint: 'pubsub.googleapis.com' })).to.deep.equal(['/endpoint'])
    expect(said({ project: 'emulator', endpoint: 'europe-west3-pubsub.googleapis.com:443' })).to.deep.equal([
      '/endpoint'
    ])
  })

  it('C05 takes names of topics, full names and templates, and says what a name must be', () => {
    const said = (topic: string) => pubsubIn.problems?.({ source: 'topics', topics: [topic] } as never)
    for (const name of ['telemetry', 'projects/acme/topics/telemetry', '{{globals.site}}-telemetry'])
      expect(said(name)).to.deep.equal([])
    for (const name of ['ab', '1st', 'goog-x', 'a b c', 'projects/acme/subscriptions/x1y', 'a/b'])
      expect(said(name)?.[0]).to.include({ path: '/topics/0' })
    expect(pubsubOut.problems?.({ topic: 'a b' } as never)).to.have.length(1)
    expect(pubsubOut.problems?.({ topic: '{{msg.topic}}' } as never)).to.deep.equal([])
  })

  it('asks for a subscription when an existing one shall be heard', () => {
    const said = (more: object) => pubsubIn.problems?.({ source: 'subscription', topics: [], ...more } as never)
    expect(said({})).to.deep.equal([{ path: '/subscription', message: 'is required' }])
    expect(said({ subscription: 'billing' })).to.deep.equal([])
  })

  it('makes a prefix of subscriptions once, and shows it', () => {
    const made = generate(asJson(projectConfig), inline(), () => '7f3a0001')
    expect(made).to.include({ subscriptionPrefix: 'millrace-7f3a0001' })
  })

  it('A32 A35 has presets that fit its settings, and says when to choose it', () => {
    expect(pubsubProject.presets?.map(({ title }) => title)).to.deep.equal([
      'Google Cloud',
      'Regional endpoint',
      'Emulator'
    ])
    const emulator = pubsubProject.presets?.at(-1)?.config as object
    expect(keyOf(ready(emulator))).to.equal(undefined)
    expect(pubsubProject).to.include({ category: 'queue' })
    expect(pubsubProject.chooseWhen).to.include('Google Cloud')
  })
})
