import { expect } from 'chai'
import type { Health } from '../protocol.ts'
import { ask, buttonFlow, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

const webFlow = buttonFlow({
  nodes: [
    { id: 'web', type: 'test/web', config: { path: '/in' }, at: [0, 0], wires: [['slow']] },
    { id: 'slow', type: 'test/gate', at: [100, 0], wires: [] }
  ]
})

describe('health', () => {
  it('tells when the journal is full, refuses webhooks meanwhile, and goes on by itself', async () => {
    const server = await startServer({ settings: { journalMessages: 2 } })
    const editor = openEditor(server.url)
    const told: Health[] = []
    editor.on('health', health => told.push(health))
    await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [webFlow] }))
    expect((await value(ask(editor, 'workspace'))).health).to.have.nested.property('journal.state', 'ok')
    const post = () => server.call('in', { method: 'POST', body: 'hello' })
    let answer = await post()
    // What was taken in may be written, and tell so, after the first that was refused.
    while (answer.status !== 503) answer = await post()
    expect(answer.headers.get('retry-after')).to.match(/^\d+$/)
    await until(async () => (await post()).status === 503 && (await server.call('health')).status === 503)
    await until(() => told.at(-1)?.journal.state === 'full')
    expect(told.at(-1)?.journal.reason).to.contain('which is its bound')
    expect(told.at(-1)?.journal).to.deep.include({ messages: 2, bounds: { messages: 2, bytes: 536_870_912 } })
    expect(await (await server.call('metrics')).text()).to.contain('millrace_journal_state{state="full"} 1')
    const { arrived } = server.runtime.balance()
    server.open()
    await until(() => told.at(-1)?.journal.state === 'ok')
    expect((await post()).status).to.equal(201)
    await until(() => server.runtime.balance().done === arrived + 1)
    expect((await server.call('health')).status).to.equal(200)
  })

  it('in safe mode serves the editor, runs nothing, loses nothing, and starts the flows when it is told to', async () => {
    const first = await startServer()
    const editor = openEditor(first.url)
    await value(ask(editor, 'deploy', { base: first.runtime.revision, flows: [webFlow] }))
    await value(ask(editor, 'integration:save', { id: 'b', type: 'test/broker', name: 'B', config: {} }))
    await first.call('in', { method: 'POST', body: 'kept' })
    await first.stop()

    const safe = await startServer({ dataDir: first.dataDir, settings: { safe: true } })
    const watcher = openEditor(safe.url)
    const { health } = await value(ask(watcher, 'workspace'))
    expect(health).to.deep.include({ flows: 'stopped' })
    expect(health?.safeMode).to.have.property('reason', 'asked')
    expect((await safe.call('in', { method: 'POST', body: 'no' })).status).to.equal(503)
    expect(safe.connected).to.deep.equal([])
    expect(await ask(watcher, 'integration:reconnect', { id: 'b' })).to.have.nested.property(
      'error.code',
      'FLOWS_STOPPED'
    )
    await value(ask(watcher, 'integration:save', { id: 'b', type: 'test/broker', name: 'B', config: { host: 'b' } }))
    expect(safe.connected).to.deep.equal([])
    expect(safe.runtime.balance().arrived).to.equal(0)
    safe.open()

    const told: Health[] = []
    watcher.on('health', change => told.push(change))
    expect((await safe.call('api/v1/start-flows', { method: 'POST' })).status).to.equal(204)
    await until(() => told.at(-1)?.flows === 'running')
    expect(told.at(-1)).to.not.have.property('safeMode')
    await until(() => safe.connected.length === 1 && safe.runtime.balance().done === 1)
    expect((await safe.call('in', { method: 'POST', body: 'yes' })).status).to.equal(201)
  })
})
