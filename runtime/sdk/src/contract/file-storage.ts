import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode, encode } from '../codec.ts'
import type { Storage } from '../define/context.ts'

/** Storage that outlives a killed process: one file an owner, replaced whole by each write. */
export const fileStorage = (dir: string) => {
  const made = new Map<string, Storage>()
  return (owner: string): Storage => {
    const found = made.get(owner) ?? storageIn(dir, owner)
    made.set(owner, found)
    return found
  }
}

const storageIn = (dir: string, owner: string): Storage => {
  const path = join(dir, `${encodeURIComponent(owner)}.storage`)
  const read = async (): Promise<Record<string, unknown>> => {
    const text = await readFile(path, 'utf8').catch(() => '{}')
    return decode(text) as Record<string, unknown>
  }
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }
  return {
    get: key => inTurn(async () => (await read())[key]),
    keys: (prefix = '') => inTurn(async () => Object.keys(await read()).filter(key => key.startsWith(prefix))),
    set: (key, value) =>
      inTurn(async () => {
        const { [key]: _before, ...rest } = await read()
        await mkdir(dir, { recursive: true })
        await writeFile(`${path}.new`, encode(value === undefined ? rest : { ...rest, [key]: value }))
        await rename(`${path}.new`, path)
      })
  }
}
