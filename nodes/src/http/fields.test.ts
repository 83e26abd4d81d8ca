import { expect } from 'chai'
import { readFields } from './fields.ts'

const read = (query: string) => readFields(new URLSearchParams(query))

describe('fields of a query or form', () => {
  it('become properties, lists and objects', () => {
    expect(read('a=1&b=x%20y&c=')).to.deep.equal({ a: '1', b: 'x y', c: '' })
    expect(read('a=1&a=2&a=3')).to.deep.equal({ a: ['1', '2', '3'] })
    expect(read('a[]=1&a[]=2')).to.deep.equal({ a: ['1', '2'] })
    expect(read('a[0]=x&a[1]=y')).to.deep.equal({ a: ['x', 'y'] })
    expect(read('a[b][c]=1&a[b][d]=2&a[e]=3')).to.deep.equal({ a: { b: { c: '1', d: '2' }, e: '3' } })
  })

  it('keep odd names as they are', () => {
    expect(read('a[=1&]b=2&[c]=3')).to.deep.equal({ 'a[': '1', ']b': '2', '[c]': '3' })
    expect(read('a[1][2][3][4][5][6]=x')).to.deep.equal({ 'a[1][2][3][4][5][6]': 'x' })
    expect(read('a[1000000]=x')).to.deep.equal({ a: { 1000000: 'x' } })
  })

  it('reach no prototype', () => {
    read('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1')
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined)
  })
})
