import { expect } from 'chai'
import { killRun } from './kill-run.ts'

describe('kill -9 of the server with messages under way', () => {
  it('loses none of 1,000 QoS 1 messages', async () => {
    const { lost, duplicates, unacknowledged } = await killRun({ messages: 1000, kills: 3 })
    expect(lost).to.equal(0)
    expect(duplicates, 'no more than the broker had not heard of').to.be.at.most(unacknowledged)
  }).timeout(120_000)

  it('loses some when messages are acknowledged on arrival (control)', async () => {
    const { lost } = await killRun({ messages: 1000, kills: 3, acknowledgeOnArrival: true })
    expect(lost).to.be.greaterThan(0)
  }).timeout(120_000)
})
