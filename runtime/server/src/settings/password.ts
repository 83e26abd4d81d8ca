import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const COST = { N: 16_384, r: 8, p: 1 }
const BYTES = 32
const FORM = /^scrypt:(\d+):(\d+):(\d+):([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt)

/** `scrypt:N:r:p:salt:hash`: what is kept instead of a password. What is kept on disk takes a random salt. */
export const hashPassword = async (password: string, salt: Buffer = randomBytes(16)): Promise<string> => {
  const hash = await derive(password, salt, BYTES, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join(':')
}

export const isPasswordHash = (text: string): boolean => FORM.test(text)

/** Whether this is the password of the hash; takes the same time whether it is or not. */
export const matchesPassword = async (password: string, hash: string): Promise<boolean> => {
  const [, N, r, p, salt = '', expected = ''] = FORM.exec(hash) ?? []
  if (N === undefined) return false
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const wanted = Buffer.from(expected, 'base64')
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), wanted.length, cost), wanted)
}
