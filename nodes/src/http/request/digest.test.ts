import { expect } from 'chai'
import { answerDigest } from './digest.ts'

const login = { user: 'Mufasa', password: 'Circle of Life' }
const common =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'
const answer = (challenge: string) => answerDigest(challenge, login, 'GET', '/dir/index.html', cnonce)

/** The examples of RFC 7616, section 3.9.1. */
describe('a digest', () => {
  it('answers with MD5', () => {
    expect(answer(`Digest ${common}, algorithm=MD5`)).to.contain('response="8ca523f5e9506fed4657c9700eebdbec"')
  })

  it('answers with SHA-256, and prefers it', () => {
    const both = `Digest ${common}, algorithm=MD5, Digest ${common}, algorithm=SHA-256`
    expect(answer(both)).to.contain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"')
    expect(answer(both)).to.contain('algorithm=SHA-256').and.to.contain('opaque="FQhe/').and.to.contain('nc=00000001')
  })

  it('answers old servers, without a quality of protection', () => {
    const found = answerDigest(
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
      login,
      'GET',
      '/dir/index.html'
    )
    expect(found).to.match(/response="[\da-f]{32}"$/)
    expect(found).not.to.contain('cnonce')
  })

  it('answers nothing that it does not know', () => {
    for (const challenge of ['Basic realm="x"', 'Digest realm="x"', `Digest ${common}, algorithm=X`])
      expect(answer(challenge), challenge).to.equal(undefined)
  })
})
