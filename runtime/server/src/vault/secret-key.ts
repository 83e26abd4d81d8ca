import { randomBytes, scryptSync } from 'node:crypto'
import { chmod, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FlowError } from '@millrace/sdk'
import { readText } from '../files/read-json.ts'
import { writeAtomic } from '../files/write-atomic.ts'

const KEY_BYTES = 32

/** The key of a data folder: from the setting, else from `secret.key`, which is made when it is missing. */
export const loadSecretKey = async (folder: string, setting: string | undefined): Promise<Buffer> =>
  setting === undefined ? keyOfFile(join(folder, 'secret.key')) : scryptSync(setting, 'millrace secret key', KEY_BYTES)

const keyOfFile = async (path: string): Promise<Buffer> => {
  const text = await readText(path)
  if (text === undefined) return makeKey(path)
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600)
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length === KEY_BYTES) return key
  const message = `${path} is not a key: it must hold ${KEY_BYTES} bytes in base64. Put the file back as it was; without it the saved secrets cannot be read.`
  throw new FlowError('FILE_BROKEN', message)
}

const makeKey = async (path: string): Promise<Buffer> => {
  const key = randomBytes(KEY_BYTES)
  await writeAtomic(path, `${key.toString('base64')}\n`, 0o600)
  return key
}
