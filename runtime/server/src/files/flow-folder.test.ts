import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Flow } from '@millrace/engine'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { FlowFolder } from './flow-folder.ts'
import { PendingDeploy } from './pending-deploy.ts'

const flow = (id: string, name: string, more: Partial<Flow> = {}): Flow => ({ format: 1, id, name, nodes: [], ...more })

const filesOf = (data: string) => readdirSync(join(data, 'flows')).sort()

const folderOf = async (data: string) => {
  const folder = new FlowFolder(join(data, 'flows'))
  return { folder, flows: await folder.read() }
}

const inFolder = (changes: object) =>
  Object.fromEntries(Object.entries(changes).map(([file, text]) => [`flows/${file}`, text]))

const write = async (data: string, folder: FlowFolder, flows: readonly Flow[]) => {
  const pending = new PendingDeploy(data)
  await pending.note(inFolder(folder.plan(flows)))
  await pending.finish()
  folder.wrote(flows)
}

describe('folder of flows', () => {
  it('gives every flow a file that is named like it, and reads them back', async () => {
    const data = temporaryFolder()
    const { folder } = await folderOf(data)
    const flows = [flow('a', 'Boiler alarms'), flow('b', 'Küche / Süd'), flow('c', 'boiler alarms!'), flow('d', '???')]
    await write(data, folder, flows)
    expect(filesOf(data)).to.deep.equal(['boiler-alarms-2.json', 'boiler-alarms.json', 'flow.json', 'kuche-sud.json'])
    expect((await folderOf(data)).flows).to.have.deep.members(flows)
  })

  it('renames the file of a flow that was renamed, and removes that of one that is gone', async () => {
    const data = temporaryFolder()
    const { folder } = await folderOf(data)
    await write(data, folder, [flow('a', 'One'), flow('b', 'Two'), flow('c', 'Three')])
    await write(data, folder, [flow('a', 'Two'), flow('b', 'One')])
    expect((await folderOf(data)).flows).to.have.deep.members([flow('a', 'Two'), flow('b', 'One')])
    expect(filesOf(data)).to.have.length(2)
  })

  it('plans nothing for flows that did not change, however their files are formatted', async () => {
    const data = temporaryFolder()
    mkdirSync(join(data, 'flows'))
    writeFileSync(join(data, 'flows', 'boiler.json'), JSON.stringify(flow('a', 'Boiler'), null, 8))
    const { folder, flows } = await folderOf(data)
    expect(folder.plan(flows)).to.deep.equal({})
    expect(folder.plan([flow('a', 'Boiler', { enabled: false })])).to.have.keys('boiler.json')
  })

  it('tells of a broken file with its line, runs the others, and never touches it', async () => {
    const data = temporaryFolder()
    const { folder: first } = await folderOf(data)
    await write(data, first, [flow('a', 'Good')])
    const broken = '{ "format": 1, "id": "b", "name": "Bad",\n  "nodes": [\n    { "id": 7 } ] }'
    writeFileSync(join(data, 'flows', 'bad.json'), broken)
    writeFileSync(join(data, 'flows', 'worse.json'), '{\n "format": 1,\n')
    const { folder, flows } = await folderOf(data)
    expect(flows.map(({ id }) => id)).to.deep.equal(['a'])
    expect(folder.broken.map(({ file, error }) => [file, error.code])).to.deep.equal([
      ['bad.json', 'FILE_BROKEN'],
      ['worse.json', 'FILE_BROKEN']
    ])
    expect(folder.broken[0]?.error.message).to.contain('flows/bad.json, line 3: /nodes/0/id must be text')
    expect(folder.broken[1]?.error.message).to.contain('flows/worse.json, line 3')

    await write(data, folder, [flow('c', 'Bad'), flow('d', 'Worse')])
    expect(filesOf(data)).to.deep.equal(['bad-2.json', 'bad.json', 'worse-2.json', 'worse.json'])
    expect(readFileSync(join(data, 'flows', 'bad.json'), 'utf8')).to.equal(broken)
  })

  it('refuses a file of a newer format', async () => {
    const data = temporaryFolder()
    mkdirSync(join(data, 'flows'))
    writeFileSync(join(data, 'flows', 'new.json'), '{ "format": 2, "shape": "unknown" }')
    const { folder } = await folderOf(data)
    expect(folder.broken[0]?.error.code).to.equal('FORMAT_NEWER')
  })

  it('names both files when two hold the same flow', async () => {
    const data = temporaryFolder()
    mkdirSync(join(data, 'flows'))
    for (const name of ['one', 'two'])
      writeFileSync(join(data, 'flows', `${name}.json`), JSON.stringify(flow('a', name)))
    const { folder, flows } = await folderOf(data)
    expect(flows).to.have.length(1)
    expect(folder.broken[0]?.error.message).to.contain('two.json').and.contain('one.json')
  })

  it('finishes at the next start what a crash interrupted, and only what was noted', async () => {
    const data = temporaryFolder()
    const { folder } = await folderOf(data)
    await write(data, folder, [flow('a', 'One'), flow('b', 'Two')])
    await new PendingDeploy(data).note(inFolder(folder.plan([flow('a', 'Renamed'), flow('c', 'New')])))
    expect(filesOf(data)).to.deep.equal(['one.json', 'two.json'])

    expect(await new PendingDeploy(data).finish()).to.equal(true)
    expect(filesOf(data)).to.deep.equal(['new.json', 'renamed.json'])
    expect(await new PendingDeploy(data).finish()).to.equal(false)
  })

  it('writes nothing of a change that was taken back', async () => {
    const data = temporaryFolder()
    const { folder } = await folderOf(data)
    await new PendingDeploy(data).note(inFolder(folder.plan([flow('a', 'One')])))
    await new PendingDeploy(data).forget()
    expect(await new PendingDeploy(data).finish()).to.equal(false)
    expect(filesOf(data)).to.deep.equal([])
  })
})
