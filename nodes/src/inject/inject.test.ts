import { testTrigger } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { inject } from './index.ts'

const property = (path: string, type: string, value: string) => ({
  target: { type: 'msg', value: path },
  value: { type, value }
})

describe('core/inject', () => {
  it('sends the time and an empty topic when it is pressed', async () => {
    const trigger = await testTrigger(inject)
    const before = Date.now()
    await trigger.press()
    const { message, origin } = await trigger.arrival()
    expect(message.payload).to.be.within(before, Date.now())
    expect(message.topic).to.equal('')
    expect(origin.id).to.match(/^flow\/test@/)
    await trigger.close()
  })

  it('sets properties in order, deep ones too', async () => {
    const trigger = await testTrigger(
      inject,
      { properties: [property('payload.list[0]', 'num', '5'), property('topic', 'jsonata', 'payload.list[0] + 1')] },
      {
        host: {
          expression:
            () =>
            async ({ payload }) =>
              Object.keys(payload as object).length + 5
        }
      }
    )
    await trigger.press()
    expect(trigger.arrivals[0]?.message).to.deep.equal({ payload: { list: [5] }, topic: 6 })
    await trigger.close()
  })

  it('lets a press replace and add properties, and keeps the others', async () => {
    const trigger = await testTrigger(inject, {
      properties: [property('payload', 'str', 'a'), property('topic', 'str', 't')]
    })
    await trigger.press({ message: { payload: 'b', more: 1 } })
    await trigger.press('anything else')
    expect(trigger.arrivals.map(({ message }) => message)).to.deep.equal([
      { payload: 'b', topic: 't', more: 1 },
      { payload: 'a', topic: 't' }
    ])
    await trigger.close()
  })

  it('gives each press an id of its own', async () => {
    const trigger = await testTrigger(inject)
    await Promise.all([trigger.press(), trigger.press()])
    const [first, second] = trigger.arrivals
    expect(first?.origin.id).not.to.equal(second?.origin.id)
    await trigger.close()
  })

  it('sends nothing of itself when it is not told to', async () => {
    const trigger = await testTrigger(inject)
    await new Promise(setImmediate)
    expect(trigger.arrivals).to.deep.equal([])
    await trigger.close()
  })

  it('repeats at intervals, named by their scheduled times, until it is closed', async () => {
    const trigger = await testTrigger(inject, { repeat: 'interval', interval: 0.005 })
    await trigger.arrival(3)
    await trigger.close()
    const times = trigger.arrivals.map(({ origin }) => Date.parse(String(origin.id?.split('@')[1])))
    expect(new Set(times).size, 'no time twice').to.equal(times.length)
    const [first = 0] = times
    for (const time of times) expect((time - first) % 5, 'no drift').to.equal(0)
    const count = trigger.arrivals.length
    await new Promise(setImmediate)
    expect(trigger.arrivals.length).to.equal(count)
  })

  it('sends once when the flow starts, then repeats', async () => {
    const once = await testTrigger(inject, { once: true, onceDelay: 0 })
    await once.arrival(1)
    await once.close()
    expect(once.arrivals.length).to.equal(1)
    const both = await testTrigger(inject, { once: true, onceDelay: 0, repeat: 'interval', interval: 0.001 })
    await both.arrival(3)
    await both.close()
  })

  it('follows a cron expression', async () => {
    const trigger = await testTrigger(inject, { repeat: 'cron', cron: '* * * * * *', timeZone: 'Asia/Tokyo' })
    const { origin } = await trigger.arrival()
    await trigger.close()
    expect(origin.id).to.match(/:\d\d\.000Z$/)
  })

  it('says what is wrong with a cron expression or a time zone', () => {
    const problems = (config: object) => inject.problems?.({ repeat: 'cron', timeZone: '', ...config } as never)
    expect(problems({ cron: '0 6 * * *' })).to.deep.equal([])
    expect(problems({ cron: 'every day' })?.[0]).to.deep.include({ path: '/cron' })
    expect(problems({ cron: '0 0 30 2 *' })?.[0]?.message).to.equal('is never due')
    expect(problems({ cron: '0 6 * * *', timeZone: 'Mars/Base' })?.[0]).to.deep.include({ path: '/timeZone' })
    expect(problems({ repeat: 'none', cron: 'x' })).to.deep.equal([])
  })
})
