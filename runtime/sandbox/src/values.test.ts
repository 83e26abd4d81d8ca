import { expect } from 'chai'
import { failure, inEachMode, sandboxed } from './kit.test.ts'

inEachMode('values that cross', mode => {
  const { node } = sandboxed({ mode, timeout: 2000 })
  const through = async (payload: unknown, code = 'return msg') =>
    (await node(code).receive({ payload }))[0]?.message.payload

  it('come out as they went in', async () => {
    const values: unknown[] = [
      { text: 'é€😀\u2028\ud800', deep: [[{ a: null }], true, -1.5e300] },
      [undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, 10n, { a: undefined }],
      [new Date(5), new Date(Number.NaN), new Map([[{ k: 1 }, new Set([1n])]])],
      { $date: 'mine', $bytes: 1 },
      { $date: 'mine' },
      { toString: 'text', constructor: 1, $object: { $set: [] } }
    ]
    for (const value of values) expect(await through(value)).to.deep.equal(value)
  })

  it('are bytes outside and a Buffer inside', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256)
    const back = await through(bytes, 'if (!Buffer.isBuffer(msg.payload)) throw new Error("no Buffer"); return msg')
    expect(back).to.be.instanceOf(Uint8Array)
    expect(Buffer.from(back as Uint8Array).equals(Buffer.from(bytes))).to.equal(true)
    expect(await through(new Uint8Array([104, 105]), 'msg.payload = msg.payload.toString(); return msg')).to.equal('hi')
  })

  it('have the built-in types of the code that sees them', async () => {
    const code =
      'const p = msg.payload; return { payload: [p.d instanceof Date, p.m instanceof Map, p.a instanceof Array, p instanceof Object] }'
    expect(await through({ d: new Date(), m: new Map(), a: [] }, code)).to.deep.equal([true, true, true, true])
  })

  it('are refused with their path where they cannot be kept', async () => {
    const message = async (code: string) => (await failure(through(1, code))).message
    expect(await message('return { payload: { f() {} } }')).to.contain('/payload/f is a function')
    expect(await message('msg.payload = { msg }; return msg')).to.contain('/payload/msg holds itself')
    expect((await failure(through(() => 1))).message).to.contain('/payload is a function')
  })

  it('cannot carry a prototype: an own __proto__ does not survive', async () => {
    const evil = JSON.parse('{"__proto__": {"polluted": 1}, "a": {"__proto__": {"polluted": 1}}}')
    const inside = 'return { payload: [msg.payload.polluted, ({}).polluted, Object.keys(msg.payload).join()] }'
    expect(await through(evil, inside)).to.deep.equal([undefined, undefined, 'a'])
    const outwards = [
      'return { payload: JSON.parse(\'{"__proto__": {"polluted": 1}}\') }',
      'msg.payload = Object.create(null); Object.defineProperty(msg.payload, "__proto__", { value: { polluted: 1 }, enumerable: true }); return msg',
      `const hidden = JSON.parse('{"__proto__": {"polluted": 1}}')
       let asked = 0
       return { payload: new Proxy(hidden, { ownKeys: t => asked++ === 0 ? [] : Reflect.ownKeys(t) }) }`
    ]
    for (const code of outwards) {
      const payload = (await through(1, code)) as object
      expect(Object.keys(payload), code).to.deep.equal([])
      expect(Object.getPrototypeOf(payload)).to.equal(Object.prototype)
    }
    expect(({} as { polluted?: number }).polluted).to.equal(undefined)
  })
})
