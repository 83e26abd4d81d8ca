import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { inEachMode, sandboxed } from './kit.test.ts'

const packages: Readonly<Record<string, string>> = {
  sums: 'export const add = (a, b) => a + b',
  common: 'module.exports = { twice: n => n * 2 }',
  files: "import { readFileSync } from 'node:fs'; export const read = readFileSync",
  endless: 'while (true) {}\nexport const never = 1',
  secret: 'export const a = 1'
}

const dir = await mkdtemp(join(tmpdir(), 'millrace-modules-'))

inEachMode('modules in code', mode => {
  const { node } = sandboxed({
    mode,
    modules: ['sums', 'common', 'files', 'endless', 'absent'],
    modulesFrom: dir
  })
  before(async () => {
    for (const [name, text] of Object.entries(packages)) {
      const at = join(dir, 'node_modules', name)
      await mkdir(at, { recursive: true })
      await writeFile(join(at, 'package.json'), JSON.stringify({ name, main: 'index.js' }))
      await writeFile(join(at, 'index.js'), text)
    }
  })
  after(() => rm(dir, { recursive: true, force: true }))

  const using = (name: string, code = 'return msg') => node(code, { modules: [{ name, as: 'used' }] })

  it('are there under their name, whatever kind they are', async () => {
    const [sum] = await using('sums', 'msg.got = used.add(1, 2); return msg').receive({})
    expect(sum?.message.got).to.equal(3)
    const [twice] = await using('common', 'msg.got = used.twice(4); return msg').receive({})
    expect(twice?.message.got).to.equal(8)
  })

  for (const [name, reason] of Object.entries({
    secret: /secret is not allowed: add it to the setting sandboxModules/,
    absent: /absent is not installed: install it in /,
    files: /files needs node:fs of Node.js, which functions do not have/
  }))
    it(`are refused at deploy with the reason: ${name}`, () => {
      expect(() => using(name)).to.throw(reason)
    })

  it('are stopped when they do not come to an end', async () => {
    const outcome = await using('endless')
      .receive({})
      .then(
        () => 'done',
        error => error.message
      )
    expect(outcome).to.match(/timed out|did not end/)
    expect(await node('return msg').receive({})).to.have.length(1)
  })
})
