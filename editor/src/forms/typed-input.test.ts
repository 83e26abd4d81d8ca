import { check, t, type ValueType, valueTypes } from '@millrace/sdk'
import { expect } from 'chai'
import { convertTyped } from './typed-input.ts'

describe('changing the kind of a typed input', () => {
  const from = (type: ValueType, value: string, to: ValueType) => convertTyped({ type, value }, to)

  it('keeps what the new kind can hold', () => {
    expect(from('str', '42', 'num')).to.deep.equal({ type: 'num', value: '42' })
    expect(from('msg', 'payload.count', 'flow')).to.deep.equal({ type: 'flow', value: 'payload.count' })
    expect(from('str', '{"a":1}', 'json')).to.deep.equal({ type: 'json', value: '{"a":1}' })
    expect(from('num', '7', 'str')).to.deep.equal({ type: 'str', value: '7' })
  })

  it('starts anew where it cannot', () => {
    expect(from('str', 'many', 'num').value).to.equal('0')
    expect(from('str', 'maybe', 'bool').value).to.equal('true')
    expect(from('str', 'no json', 'json').value).to.equal('{}')
    expect(from('str', 'soon', 'date').value).to.equal('')
    expect(from('msg', 'payload', 'prev').value).to.equal('')
  })

  it('leaves nothing that the check refuses, from a literal to another', () => {
    const literals: readonly ValueType[] = ['num', 'bool', 'json', 'bin', 'date', 'str']
    const schema = t.value()
    for (const type of valueTypes)
      for (const to of literals) expect(check(schema, from(type, 'any text', to)), `${type} to ${to}`).to.deep.equal([])
    expect(check(schema, { type: 'num', value: 'any text' })).to.have.length(1)
  })
})
