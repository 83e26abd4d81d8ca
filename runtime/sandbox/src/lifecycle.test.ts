import { expect } from 'chai'
import { failure, inEachMode, sandboxed, until } from './kit.test.ts'

inEachMode('the life of a function', mode => {
  const kit = sandboxed({ mode, timeout: 300 })
  const { node } = kit

  it('begins with its setup code, which messages wait for', async () => {
    const tested = node('return { ready: globalThis.ready, n: msg.n }', {
      setup: 'await new Promise(go => setTimeout(go, 10)); globalThis.ready = true; node.status("up")'
    })
    await Promise.all([1, 2].map(n => tested.receive({ n })))
    expect(tested.sent.map(({ message: { ready, n } }) => [ready, n])).to.deep.equal([
      [true, 1],
      [true, 2]
    ])
    expect(tested.statuses).to.deep.equal([{ text: 'up', level: undefined }])
  })

  it('runs setup code at once, also without a message', async () => {
    const tested = node('return msg', { setup: 'flow.set("started", 1)' })
    await until(() => tested.state('flow').get('started') === 1)
  })

  it('fails every message when setup code failed', async () => {
    const tested = node('return msg', { setup: '\nnull.x' })
    for (const _ of [1, 2])
      expect((await failure(tested.receive({}))).message).to.match(/^TypeError: .* \(setup code, line 2\)$/)
    expect(await failure(node('return msg', { setup: 'while (true) {}' }).receive({}))).to.include({
      code: 'CODE_TIMEOUT'
    })
  })

  it('ends with its close code and with what listens to close', async () => {
    const tested = node('node.on("close", () => flow.set("heard", 1))', {
      close: 'await new Promise(go => setTimeout(go, 5)); flow.set("closed", 1)'
    })
    await tested.receive({})
    await tested.close()
    expect([tested.state('flow').get('heard'), tested.state('flow').get('closed')]).to.deep.equal([1, 1])
  })

  it('does not run close code of what never began, and waits only so long for it', async () => {
    const idle = node('return msg', { close: 'flow.set("closed", 1)' })
    await idle.close()
    expect(idle.state('flow').get('closed')).to.equal(undefined)
    const stuck = node('return msg', { close: 'await new Promise(() => {})', timeout: 20 })
    await stuck.receive({})
    await stuck.close()
  })

  it('stops its timers with it, and fails what still waits', async () => {
    const tested = node(
      'setInterval(() => flow.set("n", (flow.get("n") ?? 0) + 1), 1); if (msg.wait) await new Promise(() => {})'
    )
    await tested.receive({})
    const waiting = failure(tested.receive({ wait: true }))
    await until(() => tested.state('flow').get('n') !== undefined)
    await tested.close()
    expect((await waiting).message).to.contain('node was stopped')
    const before = tested.state('flow').get('n')
    await new Promise(go => setTimeout(go, 20))
    expect(tested.state('flow').get('n')).to.equal(before)
    expect(await failure(tested.receive({}))).to.include({ code: 'CODE_FAILED' })
  })

  it('leaves the other functions of the flow alone', async () => {
    const [first, second] = [node('return msg'), node('return msg')]
    await Promise.all([first.receive({}), second.receive({})])
    await first.close()
    expect(await second.receive({})).to.have.length(1)
    await second.close()
    expect(await node('return msg').receive({}), 'a new isolate after the last has gone').to.have.length(1)
  })

  it('ends with the sandbox', async () => {
    const tested = node('if (msg.wait) await new Promise(() => {}); setInterval(() => {}, 1)')
    await tested.receive({})
    const waiting = failure(tested.receive({ wait: true }))
    await new Promise(go => setTimeout(go, 5))
    await kit.sandbox.close()
    expect((await waiting).message).to.contain('node was stopped')
    await tested.close()
  })
})
