import { expect } from 'chai'
import { millrace } from '../millrace.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'

const flow = (nodes: readonly object[], id = 'f1') => ({ format: 1, id, name: 'Flow', nodes })
const debug = { id: 'n2', type: 'core/debug', at: [300, 80], wires: [] }
const inject = (config: object) => ({ id: 'n1', type: 'core/inject', config, at: [100, 80], wires: [['n2']] })

describe('millrace validate', function () {
  this.timeout(60_000)
  const folder = temporaryFolder()
  const validate = async (...args: readonly string[]) => {
    const { code, out } = await millrace(['validate', '--json', ...args], folder.path())
    return { code, ...JSON.parse(out) }
  }

  it('finds nothing wrong with a valid flow', async () => {
    await folder.write({ 'good.json': flow([inject({ repeat: 'interval', interval: 5 }), debug]) })
    expect(await validate('good.json')).to.deep.equal({ code: 0, valid: true, files: 1, problems: [] })
  })

  it('names file, line, node and place of a config problem', async () => {
    await folder.write({ 'config.json': flow([inject({ repeat: 'interval', interval: 'often' }), debug]) })
    const found = await validate('config.json')
    expect(found).to.deep.include({ code: 1, valid: false })
    expect(found.problems).to.have.lengthOf(1)
    expect(found.problems[0]).to.deep.include({
      file: 'config.json',
      line: 11,
      severity: 'error',
      node: 'n1',
      pointer: '/nodes/0/config/interval'
    })
    const { code, out } = await millrace(['validate', 'config.json'], folder.path())
    expect(code).to.equal(1)
    expect(out).to.match(/^config\.json:11: error: node n1: \/nodes\/0\/config\/interval must be/)
    expect(out).to.contain('1 flow file checked: 1 error and 0 warnings.')
  })

  it('names all that is wrong with the shape of a file, and the place where it is not JSON', async () => {
    await folder.write({
      'shape.json': { format: 1, id: 'f1', nodes: [{ id: 'a/b', type: 'core/debug', at: [1], wires: [] }] },
      'text.json': '{ "format": 1,\n  "id": "f1", }',
      'newer.json': { ...flow([]), format: 2 }
    })
    const { problems } = await validate('shape.json', 'text.json', 'newer.json')
    const places = problems.map(({ file, line, pointer }: Record<string, unknown>) => [file, line, pointer])
    expect(places).to.deep.include.members([
      ['shape.json', 1, '/name'],
      ['shape.json', 6, '/nodes/0/id'],
      ['shape.json', 8, '/nodes/0/at'],
      ['text.json', 2, ''],
      ['newer.json', 2, '/format']
    ])
  })

  it('finds wires that lead nowhere, types that no plugin contributes and ids that are taken', async () => {
    await folder.write({
      'data/flows/a.json': flow([inject({}), { id: 'n3', type: 'acme/pump', at: [1, 1], wires: [] }]),
      'data/flows/b.json': flow([], 'f1')
    })
    const { problems } = await validate('data')
    expect(problems.map(({ pointer }: { pointer: string }) => pointer)).to.have.members([
      '/nodes/0/wires/0',
      '/nodes/1/type',
      '/id'
    ])
  })

  it('knows the integrations of the data folder, and warns of one that it cannot know', async () => {
    const wanting = flow([
      { id: 'n1', type: 'mqtt/in', integration: 'broker', config: { topics: ['a'] }, at: [1, 1], wires: [[]] }
    ])
    await folder.write({
      'plant/flows/a.json': wanting,
      'plant/integrations.json': {
        format: 1,
        integrations: [{ id: 'broker', type: 'mqtt/broker', name: 'Broker', config: { url: 'mqtt://127.0.0.1' } }]
      },
      'empty/flows/a.json': wanting,
      'alone.json': wanting
    })
    const [known, unknown, alone] = await Promise.all(['plant', 'empty', 'alone.json'].map(path => validate(path)))
    expect(known).to.deep.include({ code: 0, problems: [] })
    expect(unknown.code).to.equal(1)
    expect(unknown.problems[0]).to.include({ severity: 'error', pointer: '/nodes/0/integration' })
    expect(alone.code).to.equal(0)
    expect(alone.problems[0]).to.include({ severity: 'warning', pointer: '/nodes/0/integration' })
  })

  it('says when there is no such file', async () => {
    const { code, err } = await millrace(['validate', 'nowhere.json'], folder.path())
    expect(code).to.equal(1)
    expect(err).to.contain('nowhere.json does not exist')
  })
})
