import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Base64 of nonce, tag and AES-256-GCM ciphertext. `bound` is authenticated with it: the text opens for that alone. */
export const seal = (key: Buffer, plain: string, bound: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(bound))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
}

/** Throws when the key or what it is bound to is another, or when a byte was changed. */
export const unseal = (key: Buffer, sealed: string, bound: string): string => {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** Tells two keys apart without telling the key. */
export const fingerprint = (key: Buffer): string =>
  createHmac('sha256', key).update('millrace key fingerprint').digest('hex').slice(0, 16)
