import { expect } from 'chai'
import { cron, interval } from './schedule.ts'

describe('a schedule', () => {
  it('by cron goes on from time to time, in the time zone of the place', () => {
    const daily = cron('30 6 * * *', 'Asia/Kolkata')
    const [first = 0, second = 0] = [daily.next()?.at, daily.next()?.at]
    expect(new Date(first).toISOString()).to.match(/T01:00:00\.000Z$/)
    expect(second - first).to.equal(86_400_000)
  })

  it('at intervals leaves out the turns that have passed', () => {
    const schedule = interval(1)
    const first = schedule.next()?.at ?? 0
    const end = performance.now() + 5
    while (performance.now() < end);
    expect((schedule.next()?.at ?? 0) - first).to.be.at.least(4)
  })
})
