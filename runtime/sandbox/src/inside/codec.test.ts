import { decode, encode } from '@millrace/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { bytes } from './bytes.ts'
import { codec } from './codec.ts'
import { plainSizes } from './plain-size.ts'

const plainSize = plainSizes()
const inner = codec(bytes(), found => found)

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.array(tie('value')).map(items => new Set(items)),
    fc.array(fc.tuple(tie('value'), tie('value'))).map(pairs => new Map(pairs)),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$date', '$object', '$map', '$bytes')), tie('value'))
  )
}))

describe('the codec inside', () => {
  it('writes the same text as the codec of the SDK', () => {
    fc.assert(fc.property(value, made => void expect(inner.encode(made)).to.equal(encode(made))))
  })

  it('reads what the codec of the SDK wrote', () => {
    fc.assert(fc.property(value, made => void expect(inner.decode(encode(made))).to.deep.equal(decode(encode(made)))))
  })

  it('is not needed exactly where JSON carries the value', () => {
    fc.assert(
      fc.property(value, made => {
        if (plainSize(made) > 0) expect(encode(made)).to.equal(JSON.stringify(made))
      })
    )
    expect(plainSize({ a: [1, 'x', null, true] })).to.be.greaterThan(0)
    for (const odd of [undefined, -0, Number.NaN, new Date(), new Map(), { $a: 1 }, { f() {} }, new Uint8Array(1)])
      expect(plainSize(odd)).to.deep.equal(Number.NaN)
  })
})
