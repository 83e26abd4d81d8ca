import { randomBytes } from 'node:crypto'

/** The last three digits are looked up, because making text of a number costs more than all else that is done for an id. */
const DIGITS = 3
const LOW = Array.from({ length: 16 ** DIGITS }, (_, i) => i.toString(16).padStart(DIGITS, '0'))

/** Makes ids that look as Node-RED's do, sixteen hex digits: a random half for the runtime, a counted one for the message. */
export const createIds = (): (() => string) => {
  const random = randomBytes(4).toString('hex')
  let high = 0
  let low = 0
  let prefix = ''
  const next = (): void => {
    prefix =
      random +
      (high >>> 0)
        .toString(16)
        .padStart(8 - DIGITS, '0')
        .slice(-(8 - DIGITS))
    high++
  }
  next()
  return () => {
    if (low === LOW.length) {
      low = 0
      next()
    }
    return prefix + LOW[low++]
  }
}
