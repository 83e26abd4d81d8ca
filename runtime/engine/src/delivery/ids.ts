import { randomBytes } from 'node:crypto'

/** Makes ids that look as Node-RED's do, sixteen hex digits: a random half for the runtime, a counted one for the message. */
export const createIds = (): (() => string) => {
  const prefix = randomBytes(4).toString('hex')
  let count = 0
  return () => {
    count = (count + 1) >>> 0
    return prefix + count.toString(16).padStart(8, '0')
  }
}
