import { createHash, randomBytes } from 'node:crypto'

export interface Login {
  readonly user: string
  readonly password: string
}

/** The algorithms of RFC 7616, by the name that servers give them, best first. */
const hashes: Readonly<Record<string, string>> = { 'SHA-512-256': 'sha512-256', 'SHA-256': 'sha256', MD5: 'md5' }

/**
 * The `Authorization` header that answers a server's digest challenge; undefined when the header holds none that can be
 * answered. Of several the best is taken.
 */
export const answerDigest = (
  challenge: string,
  { user, password }: Login,
  method: string,
  uri: string,
  cnonce = randomBytes(16).toString('hex')
): string | undefined => {
  const known = digests(challenge).filter(
    ({ realm, nonce, ...given }) => realm !== undefined && nonce && algorithmOf(given)
  )
  const order = Object.keys(hashes)
  const [best] = known.toSorted((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)))
  if (!best) return undefined
  const { realm = '', nonce = '', opaque, algorithm, qop } = best
  const hash = (text: string) =>
    createHash(algorithmOf(best) as string)
      .update(text)
      .digest('hex')
  const isSession = /-sess$/i.test(algorithm ?? '')
  const secret = hash(`${user}:${realm}:${password}`)
  const first = isSession ? hash(`${secret}:${nonce}:${cnonce}`) : secret
  const second = hash(`${method}:${uri}`)
  const withQop = qop?.split(',').some(one => one.trim() === 'auth')
  const response = hash(withQop ? `${first}:${nonce}:00000001:${cnonce}:auth:${second}` : `${first}:${nonce}:${second}`)
  const fields = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(withQop ? ['qop=auth', 'nc=00000001'] : []),
    ...(withQop || isSession ? [`cnonce="${cnonce}"`] : [])
  ]
  return `Digest ${fields.join(', ')}`
}

type Challenge = Readonly<Record<string, string>>

const nameOf = ({ algorithm = 'MD5' }: Challenge): string => algorithm.toUpperCase().replace(/-SESS$/, '')
const algorithmOf = (challenge: Challenge): string | undefined => hashes[nameOf(challenge)]

/** The parameters of each digest challenge; several may stand in one header. */
const digests = (header: string): readonly Challenge[] =>
  header
    .split(/(?:^|,)\s*(?=[a-z]+\s+[a-z]+\s*=)/i)
    .filter(part => /^digest\s/i.test(part))
    .map(part => {
      const pairs = part.slice(7).matchAll(/([a-z]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]+))/gi)
      return Object.fromEntries(
        [...pairs].map(([, name = '', text, token = '']) => [
          name.toLowerCase(),
          text?.replace(/\\(.)/g, '$1') ?? token
        ])
      )
    })

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
