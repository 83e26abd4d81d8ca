import { existsSync } from 'node:fs'
import { expect } from 'chai'
import { millrace, running } from '../millrace.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'

const ticking = {
  format: 1,
  id: 'f1',
  name: 'Ticking',
  nodes: [
    {
      id: 'n1',
      type: 'core/inject',
      config: {
        properties: [
          { target: { type: 'msg', value: 'topic' }, value: { type: 'str', value: 'boiler/7' } },
          { target: { type: 'msg', value: 'payload' }, value: { type: 'json', value: '{"temperature":84.2}' } }
        ],
        once: true,
        onceDelay: 0,
        repeat: 'interval',
        interval: 0.05
      },
      at: [100, 80],
      wires: [['n2']]
    },
    { id: 'n2', type: 'core/debug', name: 'Shown', at: [300, 80], wires: [] }
  ]
}

describe('millrace run', function () {
  this.timeout(60_000)
  const folder = temporaryFolder()

  before(() => folder.write({ 'flow.json': ticking, 'broken.json': { ...ticking, nodes: ticking.nodes.slice(0, 1) } }))

  it('prints what debug nodes show until it is interrupted, and keeps nothing', async () => {
    const run = running(['run', 'flow.json'], folder.path())
    try {
      expect(await run.line(() => true)).to.match(/^\d\d:\d\d:\d\d {2}Shown {2}boiler\/7 {2}\{ temperature: 84\.2 \}$/)
      run.signal('SIGINT')
      expect(await run.ended()).to.equal(0)
    } finally {
      await run.kill()
    }
    expect(existsSync(folder.path('.millrace'))).to.equal(false)
  })

  it('prints lines of JSON for programs', async () => {
    const run = running(['run', 'flow.json', '--json'], folder.path())
    try {
      const event = JSON.parse(await run.line(() => true))
      expect(event).to.deep.include({
        address: 'f1/n2',
        name: 'Shown',
        topic: 'boiler/7',
        value: { temperature: 84.2 }
      })
      run.signal('SIGTERM')
      expect(await run.ended()).to.equal(0)
    } finally {
      await run.kill()
    }
  })

  it('says what is wrong with a flow instead of running it', async () => {
    const { code, out, err } = await millrace(['run', 'broken.json'], folder.path())
    expect(code).to.equal(1)
    expect(out).to.equal('')
    expect(err).to.contain('leads to n2, which is not in this flow')
  })
})
