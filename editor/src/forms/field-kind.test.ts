import { asJson, type TSchema, t } from '@millrace/sdk'
import { expect } from 'chai'
import { asSegments, choicesOf, type FieldKind, fieldKind } from './field-kind.ts'

const kinds: readonly (readonly [FieldKind, TSchema])[] = [
  ['text', t.String()],
  ['text', t.text()],
  ['text', t.template()],
  ['multiline', t.template({ widget: 'multiline' })],
  ['number', t.Number()],
  ['number', t.integer()],
  ['boolean', t.Boolean()],
  ['choice', t.choice(['a', 'b'])],
  ['choice', t.Union([t.Literal(4), t.Literal(5)])],
  ['secret', t.secret()],
  ['credential', t.credential('aws')],
  ['typed', t.value()],
  ['target', t.target()],
  ['options', t.text({ options: 'topics' })],
  ['text-list', t.Array(t.text())],
  ['object-list', t.Array(t.Object({ a: t.String() }))],
  ['object-list', t.Array(t.variants('kind', { a: {}, b: {} }))],
  ['object-list', t.Array(t.value())],
  ['checks', t.Array(t.choice(['a', 'b']))],
  ['nodes', t.Array(t.String(), { widget: 'nodes' })],
  ['variants', t.variants('kind', { a: {}, b: { x: t.String() } })],
  ['object', t.Object({ a: t.String() })],
  ['table', t.Record(t.String(), t.String())],
  ['code', t.code()],
  ['json', t.Unknown()]
]

describe('the kind of a field', () => {
  for (const [kind, schema] of kinds)
    it(`is ${kind} for ${JSON.stringify(schema).slice(0, 60)}`, () => expect(fieldKind(asJson(schema))).to.equal(kind))
})

describe('choices', () => {
  it('are shown in the words of their labels', () => {
    const schema = asJson(t.choice([0, 1], { labels: { 0: 'at most once' } }))
    expect(choicesOf(schema)).to.deep.equal([
      { value: 0, label: 'at most once' },
      { value: 1, label: '1' }
    ])
  })

  it('stand side by side only where they fit', () => {
    const fits = (schema: TSchema) => asSegments(asJson(schema), choicesOf(asJson(schema)) ?? [])
    expect(fits(t.choice([0, 1, 2], { columns: 6 }))).to.equal(true)
    expect(fits(t.choice(['a', 'b', 'c', 'd', 'e']))).to.equal(false)
    expect(fits(t.choice(['server-sent events', 'web socket', 'long polling'], { columns: 6 }))).to.equal(false)
    expect(fits(t.choice(['a', 'b', 'c', 'd', 'e'], { widget: 'segments' }))).to.equal(true)
    expect(
      fits(t.choice(['all nodes', 'nodes that no other catches', 'selected nodes'], { widget: 'segments' }))
    ).to.equal(false)
  })
})
