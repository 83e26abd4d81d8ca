import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { failure, sandboxed, until } from '../kit.test.ts'
import { createSandbox } from '../sandbox.ts'

/** Ignores the timeout and the memory limit of its isolate. */
const HANG = 'while (true) new Array(1000).fill({ x: 1 })'

const childrenOf = (parent: number): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === parent && args.some(arg => arg.endsWith('child/main.ts')))
    .map(([pid]) => Number(pid))

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('the processes of a sandbox', function () {
  this.timeout(60_000)
  const { sandbox, node } = sandboxed({ mode: 'process', processes: 1, timeout: 200, memory: 64 })

  const five = async (tested: ReturnType<typeof node>): Promise<string[]> => {
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map(n => tested.receive({ n, bad: n === 2 })))
    return outcomes.map(outcome => (outcome.status === 'fulfilled' ? 'ok' : outcome.reason.code))
  }

  for (const [where, code] of Object.entries({
    'in the code': `if (msg.bad) ${HANG}\nreturn msg`,
    'after an await': `await null\nif (msg.bad) ${HANG}\nreturn msg`,
    'in a promise that the source does not give away': `if (msg.bad) globalThis['Pro' + 'mise'].resolve()['th' + 'en'](() => { ${HANG} })\nreturn msg`,
    'in an object that a promise is rejected with': `if (msg.bad) Promise.reject({ get stack() { for (;;) {} }, get message() { for (;;) {} }, toString() { for (;;) {} } })\nreturn msg`,
    'in a timer': `if (msg.bad) setTimeout(() => { ${HANG} }, 1)\nreturn msg`
  }))
    it(`are killed where nothing else stops code ${where}; the culprit fails, its neighbours complete once`, async () => {
      const tested = node(code, {}, { flow: where, name: 'Culprit' })
      expect((await five(tested))[2]).to.be.oneOf(['CODE_TIMEOUT', 'CODE_CRASHED', 'CODE_MEMORY'])
      const others = tested.sent.map(({ message }) => message.n).filter(n => n !== 2)
      expect(others.sort()).to.deep.equal([0, 1, 3, 4])
      expect(await tested.receive({ n: 5 }), 'it goes on').to.have.length(1)
    })

  it('name the node and the reason', async () => {
    const tested = node(HANG, {}, { flow: 'named', id: 'named/n', name: 'Culprit' })
    expect((await failure(tested.receive({}))).message).to.match(/The code of “Culprit” \(named\/n\)/)
  })

  it('are killed for setup code, which then is not run again', async () => {
    const [tested, beside] = [
      node('return msg', { setup: HANG }, { flow: 'setup', name: 'Culprit' }),
      node('return { ready: globalThis.ready }', { setup: 'globalThis.ready = 1' }, { flow: 'setup' })
    ]
    expect((await failure(tested.receive({}))).message).to.contain('Culprit')
    expect((await beside.receive({}))[0]?.message.ready).to.equal(1)
  })

  it('lose nothing of the flows that share them with a culprit', async () => {
    const culprit = node(`if (msg.bad) ${HANG}`, {}, { flow: 'bad' })
    const patient = node('await new Promise(go => setTimeout(go, 50)); return msg', {}, { flow: 'good' })
    const counting = node('flow.increment("n"); return msg', {}, { flow: 'good' })
    await Promise.all([culprit.receive({}), patient.receive({}), counting.receive({})])
    const all = Promise.all([
      ...Array.from({ length: 20 }, (_, n) => patient.receive({ n })),
      failure(culprit.receive({ bad: true })),
      ...Array.from({ length: 300 }, (_, n) => counting.receive({ n }))
    ])
    await all
    expect(patient.sent.slice(1).map(({ message }) => message.n)).to.deep.equal(Array.from({ length: 20 }, (_, n) => n))
    expect(counting.sent).to.have.length(301)
    expect(counting.state('flow').get('n')).to.equal(301)
  })

  it('say so where a neighbour had already sent something: it must be tried again by who gave it', async () => {
    const culprit = node(HANG, {}, { flow: 'bad 2' })
    const patient = node('node.send(msg); await new Promise(go => setTimeout(go, 60_000))', {}, { flow: 'good 2' })
    const waiting = failure(patient.receive({}))
    await until(() => patient.sent.length === 1)
    await failure(culprit.receive({}))
    expect(await waiting).to.include({ code: 'CODE_INTERRUPTED' })
  })

  it('part a flow that brought its process down from those that did not', async () => {
    const [culprit, good] = [
      node(`if (msg.bad) ${HANG}`, {}, { flow: 'bad 3' }),
      node('return msg', {}, { flow: 'good 3' })
    ]
    await failure(culprit.receive({ bad: true }))
    await Promise.all([culprit.receive({}), good.receive({})])
    expect(childrenOf(process.pid)).to.have.length(2)
  })

  it('stop expressions, too, and go on with the next', async () => {
    const value = (source: string) => sandbox.expression(source, { env: () => undefined, state: () => ({}) as never })
    const run = async (source: string) => value(source)({ _msgid: 'm' })
    const endless = failure(run('($f := function($n) { $f($n + 1) }; $f(1))'))
    expect(await run('1 + 1')).to.equal(2)
    expect((await endless).code).to.equal('CODE_TIMEOUT')
  })

  it('end what waits for them when the sandbox is closed', async () => {
    const closing = createSandbox({ mode: 'process' })
    const value = closing.expression('1', { env: () => undefined, state: () => ({}) as never })
    const waiting = failure((async () => value({ _msgid: 'm' }))())
    await closing.close()
    expect(await waiting).to.include({ code: 'CODE_UNAVAILABLE' })
    expect(await failure((async () => value({ _msgid: 'm' }))())).to.include({ code: 'CODE_UNAVAILABLE' })
  })

  it('have nothing in their environment', async function () {
    await node('return msg', {}, { flow: 'env' }).receive({})
    const [pid = 0] = childrenOf(process.pid)
    if (!existsSync(`/proc/${pid}/environ`)) this.skip()
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).to.equal('')
    expect(readFileSync('/proc/self/environ', 'utf8'), 'the control').not.to.equal('')
  })
})

describe('a process of a sandbox', function () {
  this.timeout(60_000)

  const { node } = sandboxed({ mode: 'process', processes: 1 })

  it('is started again after it was killed from outside', async () => {
    const tested = node('return { n: (globalThis.n = (globalThis.n ?? 0) + 1) }', {}, { flow: 'killed' })
    await tested.receive({})
    for (const pid of childrenOf(process.pid)) process.kill(pid, 'SIGKILL')
    expect((await tested.receive({}))[0]?.message.n, 'a new one knows nothing').to.equal(1)
  })

  it('ends when its parent is killed, also while code hangs', async () => {
    const fixture = fileURLToPath(new URL('../orphan.fixture.ts', import.meta.url))
    const parent = spawn(
      process.execPath,
      ['--conditions=@millrace/source', '--disable-warning=ExperimentalWarning', fixture],
      { stdio: ['ignore', 'pipe', 'inherit'] }
    )
    await once(parent.stdout, 'data')
    const [child = 0] = childrenOf(parent.pid as number)
    expect(isAlive(child)).to.equal(true)
    parent.kill('SIGKILL')
    await until(() => !isAlive(child))
  })
})
