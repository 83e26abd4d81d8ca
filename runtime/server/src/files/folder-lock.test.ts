import { spawnSync } from 'node:child_process'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { lockFolder } from './folder-lock.ts'

const lockElsewhere = (folder: string, then = ''): string => {
  const module = new URL('./folder-lock.ts', import.meta.url).href
  const program = `import { lockFolder } from ${JSON.stringify(module)}
    try { lockFolder(${JSON.stringify(folder)}); console.log('held') } catch (error) { console.log(error.code) }
    ${then}`
  const args = ['--conditions=@millrace/source', '--input-type=module', '-e', program]
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim()
}

describe('lock of a data folder', () => {
  it('refuses a second runtime, in this process and in another', () => {
    const folder = temporaryFolder()
    const lock = lockFolder(folder)
    expect(() => lockFolder(folder))
      .to.throw('Another Millrace')
      .with.property('code', 'FOLDER_LOCKED')
    expect(lockElsewhere(folder)).to.equal('FOLDER_LOCKED')
    lock.release()
    expect(lockElsewhere(folder)).to.equal('held')
  })

  it('is free after its process was killed', () => {
    const folder = temporaryFolder()
    expect(lockElsewhere(folder, "process.kill(process.pid, 'SIGKILL')")).to.equal('held')
    lockFolder(folder).release()
  })
})
