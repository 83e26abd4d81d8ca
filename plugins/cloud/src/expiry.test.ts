import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { certificateExpiry, tokenExpiry } from './expiry.ts'

/** A certificate that ends after so many days. */
const certificate = (days: number): string => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-cloud-'))
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
    const args = ['req', '-x509', ...curve, '-nodes', '-keyout', key, '-out', cert, '-days', String(days)]
    execFileSync('openssl', [...args, '-subj', '/CN=test'], { stdio: 'ignore' })
    return readFileSync(cert, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const token = (payload: object | string): string => {
  const part = (value: object | string) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  return [part({ alg: 'none' }), part(payload), 'signature'].join('.')
}

describe('when something ends', () => {
  it('A33 is read from a certificate, and from nothing else', () => {
    const [expiry, ...rest] = certificateExpiry(certificate(10), '/certificate', 'the certificate')
    expect(rest).to.deep.equal([])
    expect(expiry).to.include({ path: '/certificate', what: 'the certificate' })
    expect((expiry?.at ?? 0) - Date.now()).to.be.within(9 * 86_400_000, 10 * 86_400_000 + 60_000)
    expect(certificateExpiry('-----BEGIN CERTIFICATE-----', '/certificate', 'it')).to.deep.equal([])
  })

  it('A33 is read from a JSON Web Token that says so, and from no other token', () => {
    expect(tokenExpiry(token({ exp: 1_800_000_000 }), '/token', 'the token')).to.deep.equal([
      { path: '/token', what: 'the token', at: 1_800_000_000_000 }
    ])
    for (const other of [token({}), token({ exp: 'soon' }), token('no JSON'), token('null'), 'opaque', 'a.b', ''])
      expect(tokenExpiry(other, '/token', 'the token'), other).to.deep.equal([])
  })
})
