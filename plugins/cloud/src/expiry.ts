import { X509Certificate } from 'node:crypto'
import type { Expiry } from '@millrace/sdk'

/** When a certificate in PEM ends; nothing for text that is none, of which the form complains. */
export const certificateExpiry = (pem: string, path: string, what: string): readonly Expiry[] => {
  try {
    return [{ path, what, at: Date.parse(new X509Certificate(pem).validTo) }]
  } catch {
    return []
  }
}

/** When a JSON Web Token ends; nothing for a token of another kind, or one that never ends. */
export const tokenExpiry = (token: string, path: string, what: string): readonly Expiry[] => {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return []
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: unknown }
    return typeof exp === 'number' ? [{ path, what, at: exp * 1000 }] : []
  } catch {
    return []
  }
}
