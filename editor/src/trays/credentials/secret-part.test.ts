import { asJson, check, t } from '@millrace/sdk'
import { expect } from 'chai'
import { secretPart, withSecrets } from './secret-part.ts'

const schema = asJson(
  t.Object({
    uri: t.text({ minLength: 1 }),
    session: t.Optional(t.secret({ advanced: true })),
    auth: t.variants(
      'method',
      { basic: { user: t.text(), password: t.secret() }, bearer: { token: t.secret() }, none: {} },
      { title: 'Sign in', default: { method: 'none' } }
    )
  })
)
const sealed = { $secret: 's1' }

describe('Q12 rotating a credential', () => {
  it('asks for the secrets of the shape that is chosen, and nothing else', () => {
    const part = secretPart(schema, { uri: 'x', auth: { method: 'basic', user: 'u', password: sealed } })
    expect(Object.keys(part?.properties ?? {})).to.deep.equal(['session', 'auth'])
    expect(Object.keys(part?.properties?.auth?.properties ?? {})).to.deep.equal(['password'])
    expect(part?.properties?.auth?.title).to.equal('Sign in')
  })
  it('wants those that are required', () => {
    const part = secretPart(schema, { auth: { method: 'bearer', token: sealed } })
    if (!part) throw new Error('no secrets')
    expect(check(part, { auth: {} }).map(({ path }) => path)).to.deep.equal(['/auth/token'])
    expect(check(part, { auth: { token: 'new' } })).to.deep.equal([])
  })
  it('has nothing to ask where nothing is secret', () => {
    expect(secretPart(asJson(t.Object({ uri: t.text() })), {})).to.equal(undefined)
  })
  it('keeps all that is not entered anew', () => {
    const config = { uri: 'x', session: sealed, auth: { method: 'basic', user: 'u', password: sealed } }
    expect(withSecrets(config, { session: '', auth: { password: 'new' } })).to.deep.equal({
      uri: 'x',
      session: sealed,
      auth: { method: 'basic', user: 'u', password: 'new' }
    })
  })
})
