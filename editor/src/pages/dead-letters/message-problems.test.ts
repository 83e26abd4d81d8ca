import { expect } from 'chai'
import { messageProblems } from './message-problems.ts'

const found = (text: string) => messageProblems(text).map(({ path }) => path)

describe('an edited dead letter', () => {
  it('may hold what the codec writes', () => {
    expect(found('{"payload":{"at":{"$date":"2026-01-31T12:00:00.000Z"},"data":{"$bytes":"AQI="}}}')).to.deep.equal([])
    expect(found('{"payload":{"at":{"$date":null},"n":{"$bigint":"12"},"price":{"$eur":3}}}')).to.deep.equal([])
  })
  it('is refused at the place of a value that is none', () => {
    expect(found('{"payload":[{"at":{"$date":"soon"}}]}')).to.deep.equal(['/payload/0/at'])
    expect(found('{"payload":{"n":{"$bigint":"many"}}}')).to.deep.equal(['/payload/n'])
  })
  it('must be JSON, and an object', () => {
    expect(found('{"payload":')).to.deep.equal([''])
    expect(found('[1]')).to.deep.equal([''])
    expect(messageProblems('{"a"}')[0]?.message).to.match(/^is not JSON/)
  })
})
