import { expect } from 'chai'
import { sinceWords } from './since.ts'

describe('a moment', () => {
  const now = new Date(2026, 10, 21, 23, 50).getTime()
  const words = (...date: [number, number, number, number, number]) =>
    sinceWords(new Date(...date).getTime(), now, time => `${time} today`, 'en')
  it('is told as short as it can be', () => {
    expect(words(2026, 10, 21, 3, 5)).to.equal('03:05 today')
    expect(words(2026, 10, 12, 3, 5)).to.equal('12 Nov')
    expect(words(2025, 10, 12, 3, 5)).to.equal('12 Nov 2025')
  })
})
