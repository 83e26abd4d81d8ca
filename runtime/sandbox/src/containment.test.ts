import { expect } from 'chai'
import { failure, inEachMode, sandboxed } from './kit.test.ts'

/** Each tries to get hold of something of the host and gives what it got, or what stopped it. */
const attempts: Readonly<Record<string, string>> = {
  'globals of Node':
    '[typeof process, typeof require, typeof module, typeof global.process, typeof setImmediate].join()',
  'the constructor of the global': "globalThis.constructor.constructor('return typeof process')()",
  'the constructor of node.send': "node.send.constructor('return typeof process + typeof require')()",
  'the constructor of context.get': "context.get.constructor('return typeof process')()",
  'the constructor of env.get': "env.get.constructor('return typeof process')()",
  'the constructor of setTimeout': "setTimeout.constructor('return typeof process')()",
  'the constructor of the message': "msg.constructor.constructor('return typeof process')()",
  'the constructor of an async function': "(async () => {}).constructor('return typeof process') && typeof process",
  'an indirect eval': "(0, eval)('typeof process + typeof require')",
  'an import': "await import('node:fs').then(() => 'got it', () => 'stopped')",
  'what is deleted':
    '[typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, typeof WeakRef, typeof FinalizationRegistry].join()',
  'frames of the host by prepareStackTrace':
    'Error.prepareStackTrace = (e, frames) => frames.map(f => typeof f.getThis() + f.getFunction()); typeof new Error().stack',
  'prepareStackTrace by redefinition':
    "try { Object.defineProperty(Error, 'prepareStackTrace', { value: () => 'mine' }); 'defined' } catch { 'stopped' }",
  'frames of the host in a stack':
    "/node_modules|runtime\\/|node:|file:/.test(new Error().stack) ? new Error().stack : 'clean'",
  'an error of the host from a path':
    "try { flow.get('a b') } catch (e) { e.constructor.constructor('return typeof process')() + (e instanceof Error) }",
  'an error of the host from an address':
    "try { new URL('x') } catch (e) { e.constructor.constructor('return typeof process')() + (e instanceof Error) }",
  'the caller of a callback':
    "flow.get('a', function () { msg.caller = typeof arguments.callee.caller }); String(msg.caller !== 'function')",
  'the caller of the code':
    "(function () { try { return typeof arguments.callee.caller.caller } catch { return 'stopped' } })()",
  'internals by a patched Map':
    "const seen = []; const { get } = Map.prototype; Map.prototype.get = function (k) { seen.push(this); return get.call(this, k) }; setTimeout(() => {}, 1); Map.prototype.get = get; seen.every(m => [...m.values()].every(v => typeof v.ivm === 'undefined')) + ''",
  'a way out by a patched JSON': "JSON.stringify = () => '\"done\",1'; JSON.parse = () => ({ process: 1 }); 'patched'",
  'a way out by a setter on all objects':
    "Object.defineProperty(Object.prototype, 'code', { set(v) { this.stolen = v }, configurable: true }); 'set'",
  'a way out by then': "Object.prototype.then = undefined; 'set'",
  'ivm by symbols':
    "Object.getOwnPropertySymbols(globalThis).concat(Reflect.ownKeys(node)).filter(k => /ivm|isolate|ask|hub/.test(String(k))).length + ''"
}

inEachMode('the wall around code', mode => {
  const { node } = sandboxed({ mode, timeout: 500 })

  const harmless = /^(undefined|object|stopped|clean|set|patched|string|true|false|0|,)+$/

  for (const [what, code] of Object.entries(attempts))
    it(`gives no way out: ${what}`, async () => {
      const tried = code.startsWith('await') ? code : `eval(${JSON.stringify(code)})`
      const [sent] = await node(`try { msg.got = ${tried} } catch { msg.got = 'stopped' } return msg`).receive({})
      expect(String(sent?.message.got)).to.match(harmless)
    })

  it('is what these attempts would pass without it', () => {
    // biome-ignore lint/complexity/useArrowFunction: an arrow has no constructor to climb
    const climbed = function () {}.constructor('return typeof process')()
    expect(climbed).to.equal('object')
    expect([typeof WebAssembly, typeof SharedArrayBuffer]).not.to.include('undefined')
  })

  it('does not let code speak for another function of its flow', async () => {
    const victim = node('return { from: "victim" }')
    const thief = node(`
      for (const key of Reflect.ownKeys(globalThis)) if (typeof key === 'string' && /hub|functions|batch/.test(key)) msg.found = key
      Array.prototype[Symbol.iterator] = function* () { yield ['stolen'] }
      String.prototype.slice = () => '"sent",1,0,{"from":"thief"}'
      return msg`)
    await thief.receive({}).catch(() => {})
    expect((await victim.receive({}))[0]?.message).to.deep.equal({ _msgid: 'test', from: 'victim' })
    expect(thief.sent.every(({ message }) => message.found === undefined)).to.equal(true)
  })

  it('makes functions of text in the context of the code, and gives it no error from another one', async () => {
    const code = `
      const own = made => made instanceof Function && made.constructor === Function
      const inner = new Function('a', 'b', 'return [a + b, this === globalThis, typeof process]')
      msg.got = [inner(1, 2), own(inner), Function instanceof Function, await (async () => {}).constructor('return 4')()]
      for (const spoilt of ['return (', 'let a ==']) try { new Function(spoilt) } catch (error) {
        msg.got.push(error instanceof SyntaxError, error.constructor.constructor('return this')() === globalThis)
      }
      return msg`
    const [sent] = await node(code).receive({})
    expect(sent?.message.got).to.deep.equal([[3, true, 'undefined'], true, true, 4, true, true, true, true])
  })

  it('survives code that breaks the built-ins under it', async () => {
    const sabotage = [
      'Array.isArray = () => { while (true) {} }; return msg',
      'Object.prototype.toJSON = () => undefined; return { payload: {} }',
      'Promise.prototype.then = () => { throw new Error("no") }; await null; return msg',
      'Object.getPrototypeOf = () => { while (true) {} }; return msg',
      'Number.isFinite = () => { throw new Error("no") }; return { payload: 1 }',
      'throw { toJSON() {} }',
      'throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })',
      'throw Object.defineProperty(new Error("x"), "stack", { get() { while (true) {} } })'
    ]
    for (const code of sabotage) {
      const tested = node(code)
      await Promise.allSettled([tested.receive({}), tested.receive({})])
      expect(await node('return { alive: true }').receive({}), code).to.have.length(1)
    }
  })

  it('fails the message for a throw in a timer, and for a promise that nobody handles', async () => {
    expect((await failure(node('setTimeout(() => { throw new Error("tick") }, 1)').receive({}))).message).to.equal(
      'Error: tick (line 1)'
    )
    expect((await failure(node('Promise.reject(new Error("stray"))').receive({}))).message).to.match(
      /^Error: stray \(line 1\)/
    )
    expect(
      (await failure(node('(async () => { await null; throw new Error("far") })()').receive({}))).message
    ).to.match(/^Error: far/)
    expect((await failure(node('Promise.reject("Script execution timed out.")').receive({}))).code).to.equal(
      'CODE_FAILED'
    )
  })

  it('keeps what one function changes away from the others', async () => {
    await node('Object.prototype.polluted = 1; globalThis.mine = 2').receive({})
    const other = await node('return { polluted: ({}).polluted === undefined, mine: typeof mine }').receive({})
    expect(other[0]?.message).to.include({ polluted: true, mine: 'undefined' })
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined)
  })
})
