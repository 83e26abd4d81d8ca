import { spawnSync } from 'node:child_process'
import { expect } from 'chai'

const url = (specifier: string) => JSON.stringify(new URL(specifier, import.meta.url).href)

const run = (guarded: boolean) => {
  const program = `
    import { createRuntime } from '@millrace/engine'
    import { guardProcess } from ${url('./process-guards.ts')}
    import { defineTrigger, definePlugin, t } from '@millrace/sdk'
    const write = at => (message, fields) => console.log(JSON.stringify({ at, message, ...fields }))
    const log = { debug() {}, info: write('info'), warn: write('warn'), error: write('error') }
    const stray = defineTrigger({ type: 'test/stray', title: 'Stray', description: '', category: 'common',
      config: t.Object({}), start() {
        setTimeout(() => { throw new Error('thrown astray') })
        setTimeout(() => Promise.reject(new Error('rejected astray')), 1)
      } })
    if (${guarded}) guardProcess(log)
    const nodes = [{ id: 'n', type: 'test/stray', at: [0, 0], wires: [] }]
    const runtime = createRuntime({ plugins: [definePlugin({ name: 'test', contributes: [stray] })],
      flows: [{ format: 1, id: 'f', name: 'F', nodes }] })
    await runtime.start()
    setTimeout(async () => { await runtime.stop(); console.log('alive') }, 50)`
  const args = ['--conditions=@millrace/source', '--input-type=module', '-e', program]
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: import.meta.dirname })
  return { stdout, status }
}

describe('guards of the process', () => {
  it('keep it alive and name the node whose code went astray', () => {
    const { stdout, status } = run(true)
    expect(status).to.equal(0)
    expect(stdout).to.contain('alive')
    for (const error of ['thrown astray', 'rejected astray'])
      expect(stdout.split('\n').find(line => line.includes(error))).to.contain('"owner":"f/n"')
  })

  it('are what keeps it alive', () => {
    expect(run(false).status).to.not.equal(0)
  })
})
