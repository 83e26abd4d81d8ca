import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { until } from '../testing/until.ts'
import { safeModeOf } from './safe-mode.ts'
import { StartRecord } from './start-record.ts'

describe('the record of starts', () => {
  const loop = { safe: false, crashLoop: 3 }
  /** A process that begins and is killed. */
  const crash = (folder: string, blamed = false) => {
    const record = new StartRecord(folder)
    record.begin()
    record.serving()
    if (blamed) record.blame('f/n', 'boom')
  }

  it('finds a loop after three starts that ended badly, and names what was at work', () => {
    const folder = temporaryFolder()
    crash(folder)
    crash(folder, true)
    expect(safeModeOf(loop, new StartRecord(folder))).to.equal(undefined)
    crash(folder)
    expect(safeModeOf({ safe: false, crashLoop: 0 }, new StartRecord(folder))).to.equal(undefined)
    const mode = safeModeOf(loop, new StartRecord(folder))
    expect(mode).to.have.property('reason', 'crashes')
    expect(mode?.culprit).to.include({ owner: 'f/n', error: 'boom' })
    expect(mode?.message).to.contain('f/n: boom')
  })

  it('forgets them all when one ends well, or has run long enough', async () => {
    const folder = temporaryFolder()
    for (let i = 0; i < 3; i++) crash(folder)
    const record = new StartRecord(folder)
    record.begin()
    record.serving()
    record.end()
    expect(new StartRecord(folder).failures).to.equal(0)
    crash(folder)
    const long = new StartRecord(folder)
    long.begin()
    long.running(1)
    await until(() => !existsSync(join(folder, 'starts.json')))
  })

  it('does not count a start that came to nothing, such as one whose port was taken', () => {
    const folder = temporaryFolder()
    crash(folder)
    const record = new StartRecord(folder)
    record.begin()
    record.end()
    expect(new StartRecord(folder).failures).to.equal(1)
  })

  it('starts anew when it cannot be read, and when it is asked for safe mode all the same', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'starts.json'), '{ "starts": "many')
    const record = new StartRecord(folder)
    expect(record.failures).to.equal(0)
    expect(safeModeOf({ ...loop, safe: true }, record)).to.have.property('reason', 'asked')
  })
})
