import { expect } from 'chai'
import { failure, inEachMode, sandboxed } from './kit.test.ts'

inEachMode('limits of code', mode => {
  const { node } = sandboxed({ mode, timeout: 400, memory: 32 })

  /** Runs five messages that cross together, of which the third is bad, and gives what became of each. */
  const five = async (tested: ReturnType<typeof node>): Promise<string[]> => {
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map(n => tested.receive({ n, bad: n === 2 })))
    return outcomes.map(outcome => (outcome.status === 'fulfilled' ? 'ok' : outcome.reason.code))
  }
  const onlyThird = (code: string) => ['ok', 'ok', code, 'ok', 'ok']
  const sentNumbers = (tested: ReturnType<typeof node>) => tested.sent.map(({ message }) => message.n)

  it('stop a loop; its neighbours complete', async () => {
    const tested = node('if (msg.bad)\n  while (true) {}\nreturn msg')
    expect(await five(tested)).to.deep.equal(onlyThird('CODE_TIMEOUT'))
    expect(sentNumbers(tested)).to.deep.equal([0, 1, 3, 4])
    expect((await failure(tested.receive({ bad: true }))).message).to.match(/stopped after 400 ms \(line [12]\)/)
  })

  it('do not touch what ends in time', async () => {
    const tested = node('const end = Date.now() + 20; while (Date.now() < end) {} return msg', { timeout: 1000 })
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => tested.receive({})))
    expect(
      all.filter(({ status }) => status === 'rejected'),
      'together they take longer than one may'
    ).to.deep.equal([])
  })

  it('stop a loop after an await; its neighbours complete', async () => {
    const tested = node('await null\nif (msg.bad) while (true) {}\nreturn msg')
    expect(await five(tested)).to.deep.equal(onlyThird('CODE_TIMEOUT'))
    expect(sentNumbers(tested)).to.deep.equal([0, 1, 3, 4])
  })

  it('stop a loop in a promise that the words of the source do not give away', async () => {
    const tested =
      node(`const later = globalThis['Pro' + 'mise']['resolve']()['th' + 'en'].bind(globalThis['Pro' + 'mise']['resolve']())
      if (msg.bad) return later(() => { while (true) {} })
      return msg`)
    expect((await five(tested))[2]).to.equal('CODE_TIMEOUT')
    expect(await tested.receive({ n: 9 }), 'it goes on').to.have.length(1)
  })

  it('find out whose promise was rejected with nobody listening; its neighbours complete once', async () => {
    const tested = node('await null\nif (msg.bad) Promise.reject(new Error("stray"))\nflow.increment("n"); return msg')
    for (const round of [1, 2]) expect(await five(tested), `round ${round}`).to.deep.equal(onlyThird('CODE_FAILED'))
    expect(sentNumbers(tested).filter(n => n !== 2)).to.deep.equal([0, 1, 3, 4, 0, 1, 3, 4])
    expect(tested.state('flow').get('n')).to.equal(10)
  })

  it('stop a loop in a timer, and fail the message that set it', async () => {
    const tested = node('if (msg.bad) setTimeout(() => { while (true) {} }, 1)\nreturn msg')
    expect(await five(tested)).to.deep.equal(onlyThird('CODE_TIMEOUT'))
  })

  it('leave nothing of what a stopped message was about to send', async () => {
    const tested = node('if (msg.bad) while (true) node.send(msg)\nreturn msg', { memory: 256 })
    expect(await five(tested)).to.deep.equal(onlyThird('CODE_TIMEOUT'))
    expect(sentNumbers(tested)).to.deep.equal([0, 1, 3, 4])
  })

  it('lose no message, wherever in the sandbox the time is up', async () => {
    const tested = node('const end = Date.now() + msg.busy; while (Date.now() < end) {} return msg', { timeout: 1 })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 400 }, (_, n) => tested.receive({ n, busy: (n * 7) % 16 }))
    )
    const done = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []))
    expect(sentNumbers(tested)).to.deep.equal(done)
    expect(done, 'the control: some were stopped, some were not').to.have.length.within(1, 399)
  })

  it('are what the function says', async () => {
    const slow = 'const end = Date.now() + 800; while (Date.now() < end) {} return msg'
    expect(await node(slow, { timeout: 5000 }).receive({})).to.have.length(1)
    expect(await failure(node(slow).receive({}))).to.include({ code: 'CODE_TIMEOUT' })
  })

  it('end deep recursion as an error of the code', async () => {
    const tested = node('const f = n => n === 0 ? 0 : 1 + f(n - 1)\nmsg.n = f(msg.bad ? 1e7 : 10)\nreturn msg')
    expect(await five(tested)).to.deep.equal(onlyThird('CODE_FAILED'))
    expect((await failure(tested.receive({ bad: true }))).message).to.match(/^RangeError: .* \(line 1\)$/)
  })

  describe('of memory', function () {
    this.timeout(60_000)
    const hoard =
      'if (msg.bad) { const all = []; for (;;) all.push(Array.from({ length: 10_000 }, (_, i) => i + 0.5)) }\nreturn msg'

    it('stop who takes too much; the isolate is made again and the neighbours complete', async () => {
      const tested = node(hoard, { timeout: 30_000, memory: 16 })
      expect(await five(tested)).to.deep.equal(onlyThird('CODE_MEMORY'))
      expect(sentNumbers(tested)).to.deep.equal([0, 1, 3, 4])
      expect(await tested.receive({ n: 5 })).to.have.length(1)
    })

    it('run the setup code again in the new isolate', async () => {
      const tested = node(`msg.ready = globalThis.ready\n${hoard}`, {
        setup: 'await null; globalThis.ready = 1',
        timeout: 30_000,
        memory: 16
      })
      expect(await five(tested)).to.deep.equal(onlyThird('CODE_MEMORY'))
      expect(tested.sent.map(({ message }) => message.ready)).to.deep.equal([1, 1, 1, 1])
    })

    it('fail what waited in the lost isolate, because nothing can wake it any more', async () => {
      const tested = node(`if (msg.wait) await new Promise(go => setTimeout(go, 60_000))\n${hoard}`, {
        timeout: 30_000,
        memory: 16
      })
      const waiting = failure(tested.receive({ wait: true }))
      await tested.receive({})
      expect(await failure(tested.receive({ bad: true }))).to.include({ code: 'CODE_MEMORY' })
      expect(await waiting).to.include({ code: 'CODE_MEMORY' })
    })
  })
})
