import { asJson, type Credential, check, fill, sealSecrets } from '@millrace/sdk'
import { expect } from 'chai'
import plugin, { aws, azure, certificate, google, http, slack, smtp } from './index.ts'

/** A config of each type, with what must never be told apart from what may. */
const filled: readonly (readonly [Credential, object, readonly string[]])[] = [
  [
    aws,
    { region: 'eu-central-1', accessKeyId: 'AKIA1234', secretAccessKey: 'sealed-1', sessionToken: 'sealed-2' },
    ['AKIA1234']
  ],
  [azure, { tenantId: 'tenant', clientId: 'client', clientSecret: 'sealed-1' }, ['tenant', 'client']],
  [certificate, { certificate: 'open-pem', privateKey: 'sealed-1', passphrase: 'sealed-2' }, ['open-pem']],
  [google, { key: 'sealed-1' }, []],
  [http, { uri: 'https://h/', auth: { method: 'basic', username: 'ann', password: 'sealed-1' } }, ['ann']],
  [http, { uri: 'wss://h/', auth: { method: 'bearer', token: 'sealed-1' } }, ['wss://h/']],
  [http, { uri: 'https://h/', auth: { method: 'header', name: 'X-Key', value: 'sealed-1' } }, ['X-Key']],
  [slack, { access: { method: 'token', token: 'xoxb-sealed-1' } }, []],
  [slack, { access: { method: 'webhook', url: 'https://hooks/sealed-1' } }, []],
  [smtp, { host: 'mail', username: 'ann', password: 'sealed-1' }, ['mail', 'ann']]
]

describe('Q12 the types of credentials', () => {
  it('Q12 are those that the integrations need', () => {
    expect(plugin.contributes.map(({ type }) => type)).to.have.members([
      'aws',
      'azure',
      'certificate',
      'google',
      'http',
      'slack',
      'smtp'
    ])
  })

  for (const [{ type, config }, values, open] of filled)
    it(`Q12 ${type} keeps every secret sealed, and nothing else: ${Object.keys(values).join(', ')}`, () => {
      const sealed = JSON.stringify(sealSecrets(asJson(config), values, () => ({ $secret: 'id' })))
      expect(sealed).to.not.contain('sealed-')
      for (const text of open) expect(sealed).to.contain(text)
    })

  it('Q12 refuse what cannot be right, at its field', () => {
    const paths = (credential: Credential, values: object) =>
      check(credential.config, fill(asJson(credential.config), values)).map(({ path }) => path)
    expect(paths(aws, { region: '', accessKeyId: 'x', secretAccessKey: 'long' })).to.have.members([
      '/region',
      '/accessKeyId'
    ])
    expect(paths(http, { uri: 'not a URL', auth: { method: 'bearer', token: 'x' } })).to.deep.equal(['/uri'])
    expect(paths(slack, { access: { method: 'token', token: 'wrong' } })).to.deep.equal(['/access/token'])
    expect(paths(smtp, { host: 'm', port: 70_000, username: 'a', password: 'p' })).to.deep.equal(['/port'])
  })

  it('A33 say when they end, where they can', () => {
    const exp = Math.round(Date.now() / 1000) + 3600
    const jwt = `x.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.y`
    const ends = (values: object) => http.expires?.(values as never)
    expect(ends({ uri: 'https://h/', auth: { method: 'bearer', token: jwt } })).to.deep.equal([
      { path: '/auth/token', what: 'the bearer token', at: exp * 1000 }
    ])
    expect(ends({ uri: 'https://h/', auth: { method: 'basic', username: 'a', password: jwt } })).to.deep.equal([])
    expect(certificate.expires?.({ certificate: 'none', privateKey: 'none' })).to.deep.equal([])
  })
})
