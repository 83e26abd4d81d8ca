import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { expect } from 'chai'
import { jsonPlace } from './json-place.ts'

const text = '{ "payload": [1, { "a/b": { "$date": "soon" } }], "topic": "x" }'
const state = EditorState.create({ doc: text, extensions: [json()] })
const at = (pointer: string) => {
  const { from, to } = jsonPlace(state, pointer)
  return text.slice(from, to)
}

describe('the place of a value in JSON', () => {
  it('is found by its pointer', () => {
    expect(at('/topic')).to.equal('"x"')
    expect(at('/payload/0')).to.equal('1')
    expect(at('/payload/1/a~1b')).to.equal('{ "$date": "soon" }')
  })
  it('is the innermost that is there, and the whole for none', () => {
    expect(at('/payload/7')).to.equal('[1, { "a/b": { "$date": "soon" } }]')
    expect(at('')).to.equal(text)
  })
})
