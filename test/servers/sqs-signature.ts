import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Why a request is not let in, as AWS calls it. */
export type SignatureFault = 'MissingAuthenticationToken' | 'InvalidClientTokenId' | 'SignatureDoesNotMatch'

/** Checks the signature (version 4) of a request against the keys of one user. Undefined when it is in order. */
export const signatureFault = (
  request: IncomingMessage,
  body: string,
  { accessKeyId, secretAccessKey }: AwsKeys
): SignatureFault | undefined => {
  const found = /Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(
    request.headers.authorization ?? ''
  )
  if (!found) return 'MissingAuthenticationToken'
  const [, key, scope, names, signature] = found as unknown as [string, string, string, string, string]
  if (key !== accessKeyId) return 'InvalidClientTokenId'
  const headers = names.split(';').map(name => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, request.url, '', headers.join(''), names, sha256(body)].join('\n')
  const signed = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const signingKey = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`)
  return hmac(signingKey, signed).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch'
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
