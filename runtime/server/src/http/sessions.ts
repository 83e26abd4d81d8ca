import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const NAME = 'millrace_session'
const LIFETIME = 7 * 24 * 3600 * 1000

/** Sessions of the editor. A cookie proves itself, so that a restart logs nobody out and a new password everybody. */
export interface Sessions {
  /** Value of a Set-Cookie header that begins a session. */
  begin(secure: boolean): string
  /** Value of a Set-Cookie header that ends one. */
  end(): string
  holds(request: IncomingMessage): boolean
}

export const createSessions = (key: Buffer, passwordHash: string | undefined, path: string): Sessions => {
  const signing = createHash('sha256').update(key).update(`session ${passwordHash}`).digest()
  const sign = (expires: string): Buffer => createHmac('sha256', signing).update(expires).digest()
  const cookie = (value: string, seconds: number, secure: boolean): string =>
    `${NAME}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    begin(secure) {
      const expires = String(Date.now() + LIFETIME)
      return cookie(`${expires}.${sign(expires).toString('base64url')}`, LIFETIME / 1000, secure)
    },
    end: () => cookie('', 0, false),
    holds({ headers }) {
      const [, expires = '', signature = ''] = COOKIE.exec(headers.cookie ?? '') ?? []
      const given = Buffer.from(signature, 'base64url')
      const right = sign(expires)
      return given.length === right.length && timingSafeEqual(given, right) && Number(expires) > Date.now()
    }
  }
}

const COOKIE = new RegExp(`(?:^|;\\s*)${NAME}=(\\d+)\\.([\\w-]+)`)
