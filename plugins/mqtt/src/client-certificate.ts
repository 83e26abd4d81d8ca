import { type certificate, certificateExpiry } from '@millrace/plugin-cloud'
import type { Expiry, Problem, Static } from '@millrace/sdk'
import { type BrokerConfig, isSecure } from './config.ts'

/** What TLS shows of us. */
export interface ClientCertificate {
  readonly cert: string
  readonly key: string
  readonly passphrase?: string
}

/** The certificate to sign in with: pasted, or kept as a credential. */
export const clientCertificate = ({ auth }: BrokerConfig): ClientCertificate | undefined => {
  if (auth.method === 'certificate') return { cert: auth.certificate, key: auth.privateKey }
  if (auth.method !== 'credential') return undefined
  const { certificate: cert, privateKey, passphrase } = auth.credential as unknown as Static<typeof certificate.config>
  return { cert, key: privateKey, ...(passphrase && { passphrase }) }
}

export const certificateProblems = (config: BrokerConfig): readonly Problem[] => {
  const { method } = config.auth
  if ((method !== 'certificate' && method !== 'credential') || isSecure(config)) return []
  return [{ path: '/auth/method', message: 'needs mqtts:// or wss:// when it is a certificate' }]
}

/** A credential says for itself when it ends. */
export const certificateExpiries = (config: BrokerConfig): readonly Expiry[] => {
  const { auth, ca } = config
  if (!isSecure(config)) return []
  return [
    ...(auth.method === 'certificate'
      ? certificateExpiry(auth.certificate, '/auth/certificate', 'the client certificate')
      : []),
    ...(ca ? certificateExpiry(ca, '/ca', 'the CA certificate') : [])
  ]
}
