import { expect } from 'chai'
import fc from 'fast-check'
import { decode, encode } from './codec.ts'

const roundTrip = (value: unknown): unknown => decode(encode(value))

describe('codec', () => {
  it('brings back every kind of value that a message may hold', () => {
    const value = {
      bytes: Uint8Array.of(0, 255, 10),
      date: new Date('2026-11-21T06:00:00Z'),
      never: new Date(Number.NaN),
      map: new Map<unknown, unknown>([
        ['a', 1],
        [2, { deep: new Set([1n]) }]
      ]),
      numbers: [Number.NaN, Number.POSITIVE_INFINITY, -0],
      nothing: undefined,
      list: [undefined, null]
    }
    expect(roundTrip(value)).to.deep.equal(value)
    expect(Object.hasOwn(roundTrip(value) as object, 'nothing')).to.equal(true)
  })

  it('brings back any JSON, also what looks like its own marks', () => {
    const marks = fc.constantFrom('$bytes', '$date', '$object', '$undefined', 'a')
    const like = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.dictionary(marks, tie('value'), { maxKeys: 2, noNullPrototype: true })
      )
    })).value
    fc.assert(
      fc.property(like, value => {
        expect(roundTrip(value)).to.deep.equal(value)
      })
    )
  })

  it('refuses what cannot be kept, and says where it is', () => {
    const cyclic: { self?: object } = {}
    cyclic.self = cyclic
    expect(() => encode({ payload: { call: () => 1 } }))
      .to.throw('/payload/call is a function')
      .with.property('code', 'CODEC_UNSUPPORTED')
    expect(() => encode(cyclic)).to.throw('/self holds itself')
    expect(() => encode({ a: [Promise.resolve()] })).to.throw('/a/0 is a Promise')
  })

  it('keeps a value that stands in two places', () => {
    const shared = { x: 1 }
    expect(roundTrip({ a: shared, b: shared })).to.deep.equal({ a: shared, b: shared })
  })

  it('lets no own __proto__ through', () => {
    const value = decode('{"payload":{"__proto__":{"admin":true},"x":1}}') as { payload: { admin?: boolean } }
    expect(value.payload.admin).to.equal(undefined)
    expect(Object.keys(value.payload)).to.deep.equal(['x'])
  })
})
