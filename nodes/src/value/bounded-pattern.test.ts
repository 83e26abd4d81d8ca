import { expect } from 'chai'
import fc from 'fast-check'
import { boundedPattern } from './bounded-pattern.ts'

const EVIL = '^(a+)+$'

describe('a bounded pattern', () => {
  it('finds and replaces what the language finds and replaces', () => {
    const sources = ['b', 'a+', '(a|b)+', '^a*b$', '(a)(b)?', '[ab]{2}', '(?=a).b']
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom(...sources), texts, (source, text) => {
        expect(boundedPattern(source).test(text)).to.equal(new RegExp(source).test(text))
        expect(boundedPattern(source, 'g').replace(text, '<$&>')).to.equal(
          text.replace(new RegExp(source, 'g'), '<$&>')
        )
      }),
      { numRuns: 60 }
    )
  })

  it('fails the message where backtracking explodes', () => {
    const pattern = boundedPattern(EVIL)
    expect(pattern.test('aaaa')).to.equal(true)
    expect(() => pattern.test(`${'a'.repeat(60)}b`)).to.throw(/takes longer than/)
    expect(pattern.test('aaaa'), 'it goes on working').to.equal(true)
  })

  it('fails the message where a long text makes a harmless pattern slow', () => {
    const pattern = boundedPattern('a*a*a*a*a*c')
    expect(pattern.test('aac')).to.equal(true)
    expect(() => pattern.test('a'.repeat(5_000))).to.throw(/takes longer than/)
  })

  it('says at once that a pattern is broken', () => {
    expect(() => boundedPattern('(')).to.throw(SyntaxError)
  })
})
