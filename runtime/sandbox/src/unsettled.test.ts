import { expect } from 'chai'
import { failure, inEachMode, sandboxed } from './kit.test.ts'

inEachMode('a promise that never settles', mode => {
  const { node } = sandboxed({ mode, timeout: 200 })

  it('fails its message with the node and the reason, and nothing else', async () => {
    const tested = node('if (msg.bad) await new Promise(() => {})\nreturn msg', {}, { id: 'a/n', name: 'Waits' })
    const [good, bad] = [tested.receive({ n: 1 }), failure(tested.receive({ bad: true }))]
    expect(await good).to.have.length(1)
    const error = await bad
    expect(error.code).to.equal('CODE_TIMEOUT')
    expect(error.message).to.contain('The code of “Waits” (a/n) waits for a promise that nothing can settle')
    expect(await tested.receive({ n: 2 })).to.have.length(1)
  })

  it('is not one that a timer still may settle, however long that takes', async () => {
    const tested = node('await new Promise(done => setTimeout(done, 900)); return msg')
    expect(await tested.receive({})).to.have.length(1)
  })

  it('may be kept by code that says itself when it is done', async () => {
    const tested = node(`
      if (msg.first) { globalThis.go = () => node.done() }
      else setTimeout(() => { globalThis.go(); node.done() }, 900)`)
    await Promise.all([tested.receive({ first: true }), tested.receive({})])
  })
})
