import { generateKeyPairSync, verify } from 'node:crypto'

/** Service accounts with keys of their own, and who of them may come in. */
export class Accounts {
  readonly #keys = new Map<string, string>()
  /** How often somebody was turned away. */
  refusals = 0

  /** Makes an account, or another key for it: the one before is void then. Resolves to the JSON that Google gives people. */
  key(email: string, project: string): string {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
    })
    this.#keys.set(email, publicKey)
    return JSON.stringify({
      type: 'service_account',
      project_id: project,
      private_key_id: 'one',
      private_key: privateKey,
      client_email: email
    })
  }

  /** Whether this header carries a token that one of the accounts signed itself, as the SDK lets it. */
  readonly welcome = (authorization: string | undefined): boolean => {
    const known = this.#knows(authorization?.replace(/^Bearer /, '') ?? '')
    if (!known) this.refusals++
    return known
  }

  #knows(token: string): boolean {
    const [head, payload, signature] = token.split('.')
    if (head === undefined || payload === undefined || signature === undefined) return false
    const { iss, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss: string; exp: number }
    const key = this.#keys.get(iss)
    if (key === undefined || exp * 1000 < Date.now()) return false
    return verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))
  }
}
