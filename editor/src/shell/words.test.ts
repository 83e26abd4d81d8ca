import { expect } from 'chai'
import { age, bytes, count } from './words.ts'

describe('words for numbers', () => {
  it('tell an age in the largest unit that fits', () => {
    const ago = (seconds: number) => age(0, seconds * 1000)
    expect([0, 24, 59, 60, 3599, 3600, 86399, 86400].map(ago)).to.deep.equal([
      '0 s',
      '24 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h',
      '23 h',
      '1 d'
    ])
  })

  it('tell a size with its unit', () => {
    expect([0, 1023, 1024, 1536, 3 * 1024 ** 2].map(bytes)).to.deep.equal([
      '0 B',
      '1023 B',
      '1.0 KB',
      '1.5 KB',
      '3.0 MB'
    ])
  })

  it('group digits', () => {
    expect(count(1284)).to.equal('1,284')
  })
})
