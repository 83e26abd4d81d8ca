import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { type Database, openDatabase } from './database.ts'
import { openFacts } from './facts.ts'
import { openRevisions } from './revisions.ts'
import { openState } from './state.ts'
import { openStorage } from './storage.ts'

let open: Database[] = []
const databaseOf = (folder: string): Database => {
  const database = openDatabase(folder)
  open.push(database)
  return database
}

describe('database of a data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(async () => {
    await Promise.all(open.map(database => database.close()))
    open = []
  })

  it('of a newer Millrace is refused and left as it is', async () => {
    await openDatabase(folder).close()
    const raw = new DatabaseSync(join(folder, 'millrace.db'))
    raw.exec('PRAGMA user_version = 99')
    raw.close()
    expect(() => openDatabase(folder))
      .to.throw('format 99')
      .with.property('code', 'FORMAT_NEWER')
  })

  it('keeps revisions, counted by kind, up to a bound', () => {
    const revisions = openRevisions(databaseOf(folder), 2)
    expect(revisions.latest('flows')).to.equal(0)
    for (const note of ['one', 'two', 'three']) revisions.add({ kind: 'flows', author: 'admin', note }, [note])
    revisions.add({ kind: 'globals', author: 'admin' }, { site: 'A' })
    expect(revisions.list('flows').map(({ number, note }) => [number, note])).to.deep.equal([
      [3, 'three'],
      [2, 'two']
    ])
    expect(revisions.content('flows', 3)).to.deep.equal(['three'])
    expect(revisions.content('flows', 1)).to.equal(undefined)
    expect(revisions.list('globals')).to.have.length(1)
  })

  it('keeps stored values by owner over a restart', async () => {
    const first = openDatabase(folder)
    const { storage } = openStorage(first)
    await Promise.all([
      storage('a').set('cursor', { at: new Date(5), bytes: Uint8Array.of(1) }),
      storage('a').set('other', 1),
      storage('b').set('cursor', 2)
    ])
    await storage('a').set('other', undefined)
    await first.close()
    const again = openStorage(databaseOf(folder)).storage('a')
    expect(await again.get('cursor')).to.deep.equal({ at: new Date(5), bytes: Uint8Array.of(1) })
    expect(await again.keys()).to.deep.equal(['cursor'])
    expect(await again.keys('x')).to.deep.equal([])
  })

  it('reads a stored value that is still being written', async () => {
    const { storage } = openStorage(databaseOf(folder))
    const written = storage('a').set('cursor', 1)
    expect(await storage('a').get('cursor')).to.equal(1)
    expect(await storage('a').keys()).to.deep.equal(['cursor'])
    await written
  })

  it('refuses a stored value that cannot be kept, and keeps the others', async () => {
    const { storage } = openStorage(databaseOf(folder))
    const refused = storage('a').set('f', () => {})
    const kept = storage('a').set('g', 1)
    expect(await refused.catch(error => error.code)).to.equal('CODEC_UNSUPPORTED')
    await kept
    expect(await storage('a').keys()).to.deep.equal(['g'])
  })

  it('keeps state over a restart, but not that of the store called memory', async () => {
    const first = openDatabase(folder)
    const before = openState(first)
    before.state('flow:f').set('count', 1)
    before.state('flow:f').set('gone', 1)
    before.state('flow:f').set('gone', undefined)
    before.state('flow:f', 'memory').set('count', 2)
    expect(before.state('flow:f', 'memory').get('count')).to.equal(2)
    await first.close()
    const after = openState(databaseOf(folder))
    expect(after.state('flow:f').keys()).to.deep.equal(['count'])
    expect(after.state('flow:f', 'memory').keys()).to.deep.equal([])
  })

  it('has state on record when it is saved, even when the process is killed', () => {
    const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
    const program = `import { openDatabase } from ${module('./database.ts')}
      import { openState } from ${module('./state.ts')}
      const state = openState(openDatabase(${JSON.stringify(folder)}))
      state.state('global').set('count', 7)
      await state.saved()
      process.kill(process.pid, 'SIGKILL')`
    spawnSync(process.execPath, ['--conditions=@millrace/source', '--input-type=module', '-e', program])
    expect(openState(databaseOf(folder)).state('global').get('count')).to.equal(7)
  })

  it('does not have what was set and never saved when the process is killed at once (control)', () => {
    const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
    const program = `import { openDatabase } from ${module('./database.ts')}
      import { openState } from ${module('./state.ts')}
      openState(openDatabase(${JSON.stringify(folder)})).state('global').set('count', 7)
      process.kill(process.pid, 'SIGKILL')`
    spawnSync(process.execPath, ['--conditions=@millrace/source', '--input-type=module', '-e', program])
    expect(openState(databaseOf(folder)).state('global').get('count')).to.equal(undefined)
  })

  it('says when all that was set is saved, and keeps the last of many values', async () => {
    const database = databaseOf(folder)
    const state = openState(database)
    expect(state.saved()).to.equal(undefined)
    for (let i = 0; i < 1000; i++) state.state('global').set('count', i)
    await state.saved()
    expect(state.saved()).to.equal(undefined)
    expect(openState(databaseOf(folder)).state('global').get('count')).to.equal(999)
  })

  it('says that state cannot be saved, and saves it when it can be', async () => {
    const database = databaseOf(folder)
    const state = openState(database)
    state.state('global').set('before', 1)
    await state.saved()
    database.durable.exec("CREATE TRIGGER full BEFORE INSERT ON state BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    state.state('global').set('count', 1)
    const refused = await state.saved()?.catch((error: Error) => error)
    expect(refused).to.include({ code: 'STORE_FAILED' })
    database.durable.exec('DROP TRIGGER full')
    await state.saved()
    expect(openState(databaseOf(folder)).state('global').get('count')).to.equal(1)
  })

  it('forgets what belonged to an owner that is gone, and to all below it', async () => {
    const database = databaseOf(folder)
    const storage = openStorage(database)
    const state = openState(database)
    for (const owner of ['f', 'f/n', 'f2/n']) {
      await storage.storage(owner).set('key', 1)
      state.state(owner).set('key', 1)
    }
    storage.remove('f')
    state.remove('f')
    for (const [owner, left] of [
      ['f', undefined],
      ['f/n', undefined],
      ['f2/n', 1]
    ] as const) {
      expect(await storage.storage(owner).get('key')).to.equal(left)
      expect(state.state(owner).get('key')).to.equal(left)
    }
  })

  it('remembers facts', () => {
    const facts = openFacts(databaseOf(folder))
    expect(facts.get('greeted')).to.equal(undefined)
    facts.set('greeted', 'yes')
    expect(facts.get('greeted')).to.equal('yes')
  })
})
