import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder of one test file's own, with these files; removed after its tests. */
export const temporaryFolder = () => {
  let dir = ''
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'millrace-cli-'))
  })
  after(() => rm(dir, { recursive: true }))
  return {
    path: (name = '') => join(dir, name),
    async write(files: Readonly<Record<string, unknown>>): Promise<void> {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(dir, name)), { recursive: true })
        await writeFile(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2))
      }
    }
  }
}
