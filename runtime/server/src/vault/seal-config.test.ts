import { asJson, isSecretReference, t } from '@millrace/sdk'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createRedactor } from './redactor.ts'
import { referenceProblems, sealConfig } from './seal-config.ts'
import { Vault } from './vault.ts'

const schema = asJson(
  t.Object({
    host: t.text(),
    port: t.integer({ default: 1883 }),
    topic: t.Optional(t.text()),
    site: t.Optional(t.text({ address: true })),
    auth: t.variants('type', { none: {}, basic: { username: t.text(), password: t.secret() } })
  })
)

const owner = 'integration:broker'
const basic = (password: unknown) => ({ type: 'basic', username: 'me', password })

const saved = async () => {
  const vault = await Vault.open(temporaryFolder(), 'key', createRedactor())
  const plain = { host: 'broker.example', auth: basic('hunter22') }
  const { config, made } = sealConfig({ schema, config: plain, owner, stored: undefined }, vault)
  return { vault, config: config as typeof plain, made }
}

describe('secrets of a config', () => {
  it('become references, and the plain text goes to the vault', async () => {
    const { vault, config, made } = await saved()
    expect(isSecretReference(config.auth.password)).to.equal(true)
    expect(JSON.stringify(config)).to.not.contain('hunter22')
    expect(vault.secret(made[0] as string)).to.equal('hunter22')
  })

  it('stay as they are when something else changes', async () => {
    const { vault, config } = await saved()
    const change = { ...config, topic: 'new', port: 1883, auth: { ...config.auth, username: 'you' } }
    expect(referenceProblems({ schema, config: change, owner, stored: config }, vault)).to.deep.equal([])
    expect(sealConfig({ schema, config: change, owner, stored: config }, vault).made).to.deep.equal([])
  })

  for (const [what, change] of [
    ['host', { host: 'evil.example' }],
    ['port', { port: 1884 }],
    ['a field marked as an address', { site: 'elsewhere' }]
  ] as const)
    it(`are asked for again when the address changes: ${what}`, async () => {
      const { vault, config } = await saved()
      const problems = referenceProblems({ schema, config: { ...config, ...change }, owner, stored: config }, vault)
      expect(problems.map(({ path }) => path)).to.deep.equal(['/auth/password'])
    })

  it('may be entered with the new address', async () => {
    const { vault, config } = await saved()
    const change = { host: 'new.example', auth: basic('entered again') }
    expect(referenceProblems({ schema, config: change, owner, stored: config }, vault)).to.deep.equal([])
  })

  it('are not handed on to another owner', async () => {
    const { vault, config } = await saved()
    const problems = referenceProblems({ schema, config, owner: 'integration:other', stored: undefined }, vault)
    expect(problems.map(({ path }) => path)).to.deep.equal(['/auth/password'])
  })

  it('of a URL only its origin counts', async () => {
    const web = asJson(t.Object({ url: t.text(), token: t.secret() }))
    const vault = await Vault.open(temporaryFolder(), 'key', createRedactor())
    const request = (url: string, token: unknown) => ({ schema: web, config: { url, token }, owner: 'f/n' })
    const { config } = sealConfig({ ...request('https://api.example/a', 'hunter22'), stored: undefined }, vault)
    const { token } = config as { token: unknown }
    const problems = (url: string) => referenceProblems({ ...request(url, token), stored: config }, vault)
    expect(problems('https://api.example/b?c=d')).to.deep.equal([])
    expect(problems('https://evil.example/a')).to.have.length(1)
    expect(problems('http://api.example/a')).to.have.length(1)
  })
})
