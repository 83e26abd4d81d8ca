import { createSandbox } from '@millrace/sandbox'
import { bareHost, type Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { functionNode } from './index.ts'

describe('core/function', () => {
  const sandbox = createSandbox()
  const host = { code: sandbox.code }
  const nodes: { close(): Promise<void> }[] = []
  const start = (config: object) => {
    const node = testNode(functionNode, config, { host })
    nodes.push(node)
    return node
  }
  const run = async (func: string, message: Outgoing, config: object = {}) =>
    (await start({ func, ...config }).receive(message)).map(({ port, message: { payload } }) => [port, payload])

  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close()
  })
  after(() => sandbox.close())

  it('sends on what the code returns', async () => {
    expect(await run('return { payload: msg.payload + 1 }', { payload: 1 })).to.deep.equal([[0, 2]])
    expect(await run('return null', { payload: 1 })).to.deep.equal([])
    expect(await run('return msg', { payload: { a: [1] } })).to.deep.equal([[0, { a: [1] }]])
  })

  it('sends to several outputs', async () => {
    const func = 'return [[{ payload: 1 }, { payload: 2 }], null, { payload: 3 }]'
    expect(await run(func, {}, { outputs: 3 })).to.deep.equal([
      [0, 1],
      [0, 2],
      [2, 3]
    ])
  })

  it('runs setup code before the first message', async () => {
    const node = start({ func: "return { payload: context.get('n') }", setup: "context.set('n', 5)" })
    expect((await node.receive({}))[0]?.message.payload).to.equal(5)
  })

  it('fails the message when the code throws', async () => {
    const caught = await run("throw new Error('no')", {}).catch(error => error)
    expect(caught).to.be.instanceOf(Error)
    expect(caught.message).to.contain('no')
  })

  it('stops code that runs too long', async () => {
    const caught = await run('while (true);', {}, { timeout: 0.05 }).catch(error => error)
    expect(caught).to.have.property('code', 'CODE_TIMEOUT')
  })

  it('stops code that takes too much memory, and takes more where it may', async () => {
    const func = 'const all = Array.from({ length: 3_000_000 }, (_, i) => ({ i })); return { payload: all.length }'
    const hoard = { timeout: 10 }
    expect(await run(func, {}, { ...hoard, memory: 8 }).catch(({ code }) => code)).to.equal('CODE_MEMORY')
    expect(await run(func, {}, { ...hoard, memory: 512 })).to.deep.equal([[0, 3_000_000]])
  }).timeout(30_000)

  it('refuses code that does not compile, wherever it stands', () => {
    for (const field of ['func', 'setup', 'close'])
      expect(() => start({ [field]: 'return (' }), field)
        .to.throw()
        .with.property('code')
        .that.matches(/INVALID/)
  })

  it('needs a sandbox', () => {
    expect(() => testNode(functionNode, {}, { host: { code: bareHost.code } })).to.throw('needs a sandbox')
  })
})
