import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { FlowError } from '@millrace/sdk'
import type { Principal } from '../operations/parts.ts'
import { matchesPassword } from '../settings/password.ts'
import type { Sessions } from './sessions.ts'

const ADMIN: Principal = { name: 'admin', role: 'admin' }

/** Tells who sends a request. */
export interface Principals {
  /** Resolves to who it is; rejects with UNAUTHORIZED or TOO_MANY_LOGINS. */
  of(request: IncomingMessage): Promise<Principal>
  /** Who knows this password, for a login from this address. */
  byPassword(password: string, address: string): Promise<Principal>
}

/** Wrong passwords of one address in one minute, after which it has to wait. */
const TRIES = 10
const MINUTE = 60_000
const ADDRESSES = 10_000

/**
 * With no password there is one admin: whoever reaches the port. With one, a session, Basic or Bearer proves it, and so
 * does the token that the data folder holds while the server runs.
 */
export const createPrincipals = (passwordHash: string | undefined, sessions: Sessions, token: string): Principals => {
  // Checking a hash takes long on purpose; one that was right is known again by this.
  const secret = randomBytes(32)
  let known: Buffer | undefined
  const failures = new Map<string, { count: number; until: number }>()

  const byPassword = async (password: string, address: string): Promise<Principal> => {
    const digest = createHmac('sha256', secret).update(password).digest()
    if (known && timingSafeEqual(known, digest)) return ADMIN
    const before = failures.get(address)
    const current = before && before.until > Date.now() ? before : { count: 0, until: Date.now() + MINUTE }
    if (current.count >= TRIES)
      throw new FlowError('TOO_MANY_LOGINS', 'The password was wrong too often. Wait a minute and try again.')
    current.count++
    failures.set(address, current)
    if (failures.size > ADDRESSES) failures.delete(failures.keys().next().value as string)
    if (passwordHash === undefined || !(await matchesPassword(password, passwordHash)))
      throw new FlowError('UNAUTHORIZED', 'The password is not right.')
    failures.delete(address)
    known = digest
    return ADMIN
  }

  return {
    byPassword,
    async of(request) {
      if (passwordHash === undefined || sessions.holds(request)) return ADMIN
      const password = presented(request.headers.authorization)
      if (password !== undefined && isSame(password, token)) return ADMIN
      if (password !== undefined) return byPassword(password, request.socket.remoteAddress ?? '')
      throw new FlowError(
        'UNAUTHORIZED',
        'This needs the password: log in, or send it as Basic or Bearer authorization.'
      )
    }
  }
}

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const presented = (authorization: string | undefined): string | undefined => {
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(\S+)$/.exec(authorization ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return undefined
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString('utf8')) ?? []
  return password
}
