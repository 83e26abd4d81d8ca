import type { ActivityMinute, IntegrationActivity } from '@millrace/server/protocol'
import { expect } from 'chai'
import { receiveActivity, throughput } from './activity.ts'

const minute = (at: number, received: number, sent = 0): ActivityMinute => ({
  minute: at * 60_000,
  received,
  sent,
  bytesReceived: received * 10,
  bytesSent: sent * 10
})
const none = { received: 0, sent: 0, bytesReceived: 0, bytesSent: 0 }
const known: IntegrationActivity = {
  id: 'b',
  minutes: Array.from({ length: 60 }, (_, at) => minute(at, 1)),
  lastHour: { received: 60, sent: 0, bytesReceived: 600, bytesSent: 0 },
  total: none,
  limits: { waiting: 0 }
}
const change = (next: ActivityMinute) =>
  receiveActivity(new Map([['b', known]]), [{ id: 'b', minute: next, total: none, limits: { waiting: 7 } }]).get('b')

describe('A03 what went through an integration', () => {
  it('counts the running minute anew each time it is told', () => {
    const { lastHour, minutes, limits } = change(minute(59, 5, 2)) as IntegrationActivity
    expect(lastHour).to.include({ received: 64, sent: 2 })
    expect([minutes.length, limits.waiting]).to.deep.equal([60, 7])
  })
  it('forgets what is older than an hour, and counts silent minutes as nothing', () => {
    const { lastHour, minutes } = change(minute(62, 5)) as IntegrationActivity
    expect(minutes.map(({ minute: at }) => at / 60_000).slice(-4)).to.deep.equal([59, 60, 61, 62])
    expect(minutes).to.have.length(60)
    expect(lastHour.received).to.equal(57 + 5)
  })
  it('is drawn both ways together', () => {
    expect(throughput({ minutes: [minute(0, 1, 2), minute(1, 3)] })).to.deep.equal([3, 3])
  })
  it('of an integration that nobody asked for is dropped', () => {
    expect(
      receiveActivity(new Map(), [{ id: 'x', minute: minute(0, 1), total: none, limits: { waiting: 0 } }]).size
    ).to.equal(0)
  })
})
