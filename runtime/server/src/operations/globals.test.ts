import { expect } from 'chai'
import { ask, buttonFlow, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`g${i}`, i]))

describe('Q03 globals', () => {
  it('Q03 are text, numbers or JSON, and a flow overrides them under the same name', async () => {
    const { url, runtime } = await startServer()
    const editor = openEditor(url)
    const globals = { site: 'A', limit: 80.5, plant: { floors: [1, 2] } }
    await value(ask(editor, 'globals:save', globals))
    expect(runtime.globals).to.deep.equal(globals)
    const flow = buttonFlow({ env: { site: 'B' } })
    await value(ask(editor, 'deploy', { base: runtime.revision, flows: [flow] }))
    const preview = async (flow?: string) =>
      (await value(ask(editor, 'preview', { template: '{{globals.site}} {{globals.limit}}', ...(flow && { flow }) })))
        .text
    expect([await preview(), await preview('f')]).to.deep.equal(['A 80.5', 'B 80.5'])
  })

  it('A12 Q03 render anew what read one that changed, and only that', async () => {
    const { url, connected } = await startServer()
    const editor = openEditor(url)
    await value(ask(editor, 'globals:save', { host: 'one', other: 1 }))
    const broker = { type: 'test/broker', name: 'B' }
    await value(ask(editor, 'integration:save', { ...broker, id: 'a', config: { host: '{{globals.host}}' } }))
    await value(ask(editor, 'integration:save', { ...broker, id: 'b', name: 'C', config: { host: 'fixed' } }))
    await until(() => connected.length === 2)
    await value(ask(editor, 'globals:save', { host: 'two', other: 2 }))
    await until(() => connected.length === 3)
    expect(connected.at(-1)).to.include({ host: 'two' })
  })

  it('Q03 are at most 100, of all flows and of each, with at most 32,767 characters a value', async () => {
    const { url, runtime } = await startServer()
    const editor = openEditor(url)
    await value(ask(editor, 'globals:save', { ...named(99), long: 'x'.repeat(32_767) }))
    const refused = async (globals: Readonly<Record<string, unknown>>) => {
      const answer = await ask(editor, 'globals:save', globals)
      return answer.ok ? undefined : answer.error.problems?.[0]?.path
    }
    expect(await refused(named(101))).to.equal('')
    expect(await refused({ long: 'x'.repeat(32_768) })).to.equal('/long')
    expect(await refused({ big: Array(20_000).fill(1) })).to.equal('/big')
    expect(await refused({ 'no}name': 1 })).to.equal('/no}name')
    expect(Object.keys(runtime.globals).length).to.equal(100)
    const deploy = (env: Readonly<Record<string, unknown>>) =>
      ask(editor, 'deploy', { base: runtime.revision, flows: [buttonFlow({ env })] })
    expect(await deploy(named(101))).to.have.nested.property('error.problems[0].path', '/env')
    expect(await deploy({ long: 'x'.repeat(32_768) })).to.have.nested.property('error.problems[0].path', '/env/long')
    expect(await deploy(named(100))).to.have.property('ok', true)
  })
})
