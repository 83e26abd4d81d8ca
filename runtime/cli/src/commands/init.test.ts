import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { millrace } from '../millrace.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'

describe('millrace init', function () {
  this.timeout(60_000)
  const folder = temporaryFolder()
  const read = (name: string) => readFile(folder.path(name), 'utf8')

  it('makes a data folder whose flows are valid', async () => {
    const made = await millrace(['init', 'Boiler House'], folder.path())
    expect(made).to.include({ code: 0, err: '' })
    expect(made.out).to.contain('created  package.json').and.to.contain('npm install && npm start')
    expect(JSON.parse(await read('Boiler House/package.json'))).to.deep.include({
      name: 'boiler-house',
      scripts: { start: 'millrace start --data-dir .', test: 'millrace validate .' }
    })
    expect(await read('Boiler House/.gitignore')).to.contain('secret.key')
    const checked = await millrace(['validate', '.'], folder.path('Boiler House'))
    expect(checked).to.deep.equal({ code: 0, out: '1 flow file checked: no problems.\n', err: '' })
  })

  it('keeps what is there', async () => {
    await folder.write({ 'own/package.json': '{ "name": "mine" }' })
    const { code, out } = await millrace(['init', 'own', '--json'], folder.path())
    expect(code).to.equal(0)
    expect(JSON.parse(out)).to.deep.include({ dir: folder.path('own'), kept: ['package.json'] })
    expect(await read('own/package.json')).to.equal('{ "name": "mine" }')
    expect(await read('own/README.md')).to.contain('# own')
  })
})
