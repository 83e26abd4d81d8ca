import { asJson, check, t } from '@millrace/sdk'
import { expect } from 'chai'
import { entryName, entryWords } from './entry-name.ts'
import { initialValue } from './initial-value.ts'
import { readJson } from './json-text.ts'
import { inWords } from './labels.ts'
import { numberOf } from './number-text.ts'
import { textSpans } from './text-spans.ts'

describe('the initial value of a new entry', () => {
  const rule = t.variants('op', {
    eq: { value: t.value({ types: ['str', 'num'] }), stop: t.Boolean({ default: true }) },
    else: {}
  })
  it('is the first shape with its defaults, and passes the check', () => {
    const made = initialValue(asJson(rule))
    expect(made).to.deep.equal({ op: 'eq', value: { type: 'str', value: '' }, stop: true })
    expect(check(rule, made)).to.deep.equal([])
    expect(check(rule, {})).to.not.deep.equal([])
  })
  it('is never shared between entries', () => {
    const schema = asJson(t.Object({ a: t.Array(t.String(), { default: ['x'] }) }))
    const [one, two] = [initialValue(schema), initialValue(schema)] as { a: string[] }[]
    one?.a.push('y')
    expect(two?.a).to.deep.equal(['x'])
  })
})

describe('a typed number', () => {
  it('is a number when it reads as one, and otherwise what was typed', () => {
    expect(numberOf('12')).to.equal(12)
    expect(numberOf(' ')).to.equal(undefined)
    expect(numberOf('{{globals.port}}')).to.equal('{{globals.port}}')
    expect(numberOf('12x')).to.equal('12x')
  })
})

describe('a text of JSON', () => {
  it('is read, or says why not', () => {
    expect(readJson('[1]')).to.deep.equal({ value: [1] })
    expect(readJson('')).to.deep.equal({ value: undefined })
    expect(readJson('[1')).to.have.property('problem')
  })
})

describe('the spans of a text', () => {
  it('set the holes of a template off', () => {
    const spans = textSpans('a{{globals.x}}b', { holes: true })
    expect(spans.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['plain', 'a'],
      ['hole', '{{globals.x}}'],
      ['plain', 'b']
    ])
  })
  it('underline the character that the problem is about', () => {
    const spans = textSpans('plant/#/alarm', { problem: '# must come last.' })
    expect(spans.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['plain', 'plant/'],
      ['wrong', '#'],
      ['plain', '/alarm']
    ])
    expect(textSpans('plant/#/alarm', { problem: 'is required' })).to.have.length(1)
  })
  it('always make up the whole text', () => {
    for (const text of ['', '{{', '{{a}}{{b}}', '#{{a}}#'])
      expect(
        textSpans(text, { holes: true, problem: '# is wrong' })
          .map(span => span.text)
          .join('')
      ).to.equal(text)
  })
})

describe('names', () => {
  it('come from keys and from what a list is called', () => {
    expect(inWords('clientId')).to.equal('Client id')
    expect(inWords('max-age')).to.equal('Max age')
    expect(entryName({}, 'Topics')).to.equal('topic')
    expect(entryName({}, 'Address')).to.equal('address')
    expect(entryName({ items: { title: 'Rule' } }, 'Checks')).to.equal('rule')
    expect(entryWords('entry').context).to.equal('vowel')
  })
})
