import { expect } from 'chai'
import fc from 'fast-check'
import { checkPath, getPath, parsePath, setPath } from './path.ts'

describe('property path', () => {
  const message = { payload: { list: [{ 'b c': 7 }, 2], key: 'list' }, topic: 'x' }

  for (const [text, value] of [
    ['payload.list[0]["b c"]', 7],
    ["payload['list'][1]", 2],
    ['payload[msg.payload.key][1]', 2],
    ['payload.none.deeper', undefined],
    ['topic.length', 1]
  ] as const) {
    it(`reads ${text}`, () => expect(getPath(message, parsePath(text))).to.equal(value))
  }

  for (const [text, column] of [
    ['a..b', 3],
    ['a[', undefined],
    ['a["b]', undefined],
    ['a[b]', 3],
    ['a b', 2],
    ['', undefined]
  ] as const) {
    it(`refuses “${text}” and says where`, () => {
      expect(checkPath(text)).to.match(column === undefined ? /ends too early/ : new RegExp(`column ${column}$`))
    })
  }

  it('writes into a copy and shares everything beside it', () => {
    const changed = setPath(message, parsePath('payload.list[1]'), 3)
    expect(changed.payload.list).to.deep.equal([{ 'b c': 7 }, 3])
    expect(message.payload.list[1]).to.equal(2)
    expect(changed.payload.list[0]).to.equal(message.payload.list[0])
  })

  it('makes what is missing on the way, and closes the gap of a removed item', () => {
    expect(setPath({}, parsePath('a.b[0].c'), 1)).to.deep.equal({ a: { b: [{ c: 1 }] } })
    expect(setPath({ a: [1, 2, 3] }, parsePath('a[1]'), undefined)).to.deep.equal({ a: [1, 3] })
    expect(setPath({ a: 1, b: 2 }, parsePath('a'), undefined)).to.deep.equal({ b: 2 })
  })

  it('pollutes no prototype', () => {
    for (const text of ['__proto__.x', 'constructor.prototype.x', 'a["__proto__"].x'])
      expect(() => setPath({ a: {} }, parsePath(text), 1)).to.throw('cannot be set')
    expect(({} as { x?: number }).x).to.equal(undefined)
  })

  it('reads back whatever it wrote', () => {
    const step = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 2 }))
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), fc.array(step, { maxLength: 4 }), fc.integer(), (first, rest, value) => {
        expect(getPath(setPath({}, [first, ...rest], value), [first, ...rest])).to.equal(value)
      })
    )
  })
})
