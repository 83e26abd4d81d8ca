import { expect } from 'chai'
import fc from 'fast-check'
import { Check } from 'typebox/schema'
import { plainlyFits } from './plainly-fits.ts'
import type { JsonSchema } from './walk.ts'

const text = fc.record(
  { minLength: fc.nat(3), maxLength: fc.nat(6), pattern: fc.constantFrom('^a', 'b$') },
  { requiredKeys: [] }
)
const number = fc.record({ minimum: fc.integer(), maximum: fc.integer() }, { requiredKeys: [] })
const list = fc.record({ minItems: fc.nat(2), maxItems: fc.nat(4), uniqueItems: fc.boolean() }, { requiredKeys: [] })
const schemas = fc.oneof(
  text.map(more => ({ type: 'string', ...more })),
  number.map(more => ({ type: 'number', ...more })),
  number.map(more => ({ type: 'integer', ...more })),
  list.map(more => ({ type: 'array', ...more })),
  fc.constant({ type: 'boolean' }),
  fc.constant({ type: 'object' })
)
const values = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 5 }),
  fc.constant(null),
  fc.dictionary(fc.string(), fc.integer())
)

describe('what plainly fits', () => {
  it('also fits by the validator', () => {
    fc.assert(
      fc.property(schemas, values, (schema, value) => {
        if (plainlyFits(schema as JsonSchema, value)) expect(Check(schema as never, value)).to.equal(true)
      }),
      { numRuns: 2000 }
    )
  })

  it('is most of what fits (control)', () => {
    const fits: [JsonSchema, unknown][] = [
      [{ type: 'string', maxLength: 5 }, 'abc'],
      [{ type: 'integer', minimum: 1 }, 3],
      [{ type: 'number' }, 1.5],
      [{ type: 'boolean' }, false],
      [{ type: 'array', minItems: 1 }, [1]],
      [{ enum: ['a', 'b'] }, 'a']
    ]
    for (const [schema, value] of fits) expect(plainlyFits(schema, value), JSON.stringify(schema)).to.equal(true)
  })
})
