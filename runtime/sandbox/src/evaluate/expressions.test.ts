import { ConfigError, type Message } from '@millrace/sdk'
import { memoryState } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { inEachMode, sandboxed } from '../kit.test.ts'

inEachMode('JSONata', mode => {
  const kit = sandboxed({ mode, timeout: 500, memory: 32 })
  const states = { flow: memoryState(), global: memoryState(), disk: memoryState() }
  const host = {
    env: (name: string) => (name === 'PLACE' ? 'plant' : undefined),
    state: (scope: 'node' | 'flow' | 'global', store?: string) =>
      store === 'disk' ? states.disk : scope === 'flow' ? states.flow : states.global
  }
  const value = async (source: string, message: object = {}) =>
    kit.sandbox.expression(source, host)({ _msgid: 'm', ...message } as Message)
  const error = async (source: string, message: object = {}): Promise<{ code: string; message: string }> =>
    value(source, message).then(
      () => {
        throw new Error('it did not fail')
      },
      reason => reason
    )

  it('evaluates with the message as its input', async () => {
    expect(await value('payload.(a + 1)', { payload: { a: 2 } })).to.equal(3)
    expect(await value('$sum(payload.n)', { payload: [{ n: 1 }, { n: 2 }] })).to.equal(3)
    expect(await value('payload[n > 1].n', { payload: [{ n: 1 }, { n: 2 }, { n: 3 }] })).to.deep.equal([2, 3])
    expect(await value('missing')).to.equal(undefined)
    expect(await value('payload', { payload: new Uint8Array([1]) })).to.deep.equal(new Uint8Array([1]))
  })

  it('knows the environment and the state of flow and runtime', async () => {
    states.flow.set('n', { deep: 1 })
    states.global.set('n', 2)
    states.disk.set('n', 3)
    expect(await value('$env("PLACE") & $env("NONE")')).to.equal('plant')
    expect(await value('[$flowContext("n.deep"), $globalContext("n"), $flowContext("n", "disk")]')).to.deep.equal([
      1, 2, 3
    ])
    states.flow.set('n', { deep: 4 })
    expect(await value('$flowContext("n.deep")'), 'read anew').to.equal(4)
  })

  it('knows the variables that a node gives along, and not those of the evaluation before', async () => {
    const expression = kit.sandbox.expression('$A + payload', host)
    expect(await expression({ _msgid: 'm', payload: 2 }, { A: 40 })).to.equal(42)
    expect(await kit.sandbox.expression('$exists($A)', host)({ _msgid: 'm' })).to.equal(false)
    const exists = kit.sandbox.expression('$exists($A)', host)
    expect([await exists({ _msgid: 'm' }, { A: 1 }), await exists({ _msgid: 'm' })]).to.deep.equal([true, false])
  })

  it('is refused where it is written when it does not parse', () => {
    const compile = () => kit.sandbox.expression('payload.(', host)
    expect(compile).to.throw(ConfigError, /is not a JSONata expression: .* at column 9/)
  })

  it('says what failed', async () => {
    expect(await error('$number("x")')).to.include({ code: 'CODE_FAILED' })
    expect((await error('payload + 1', { payload: 'a' })).message).to.match(/^The JSONata expression failed: .*"\+"/)
  })

  it('is stopped when it takes too long or too much, and the next one works', async () => {
    expect(await error('($f := function($n) { $f($n + 1) }; $f(1))')).to.include({ code: 'CODE_TIMEOUT' })
    expect(await error('$match(payload, /^(a+)+$/)', { payload: `${'a'.repeat(40)}b` })).to.include({
      code: 'CODE_TIMEOUT'
    })
    expect(await value('1 + 1')).to.equal(2)
  })

  it('gets at nothing of the host', async () => {
    expect(await value('payload.constructor', { payload: {} })).to.equal(undefined)
    expect(await value('$exists($process) or $exists($require)')).to.equal(false)
    expect(await value('$string($env)')).to.equal('')
  })
})
