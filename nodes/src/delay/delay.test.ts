import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { delay } from './index.ts'

type Config = Parameters<typeof testNode<typeof delay.config, undefined>>[1]
const HOURS = { timeout: 1, timeoutUnits: 'hours' } as const

/** A node, and what became of each message that it was given. */
const start = (config: Config) => {
  const node = testNode(delay, config)
  const ended: string[] = []
  const give = (fields: Outgoing) => {
    const name = String(fields.payload)
    return node.receive(fields).then(
      () => void ended.push(`${name} done`),
      error => void ended.push(`${name} ${error.code === 'HOLD_FULL' ? error.code : 'handed back'}`)
    )
  }
  return {
    ...node,
    give,
    ended,
    payloads: () => node.sent.map(({ message }) => message.payload),
    texts: () => node.statuses.map(({ text }) => text)
  }
}
const turn = () => new Promise(setImmediate)

describe('core/delay of each message', () => {
  it('sends it on after the time, not before, as it came', async () => {
    const node = start({ timeout: 5, timeoutUnits: 'milliseconds' })
    const at = performance.now()
    await node.give({ payload: 'a', topic: 't' })
    expect(performance.now() - at).to.be.at.least(5)
    expect(node.sent).to.deep.equal([{ port: 0, message: { _msgid: 'test', payload: 'a', topic: 't' } }])
  })

  it('counts what a message has waited before a crash', async () => {
    const node = testNode(delay, { ...HOURS }, { since: Date.now() - 3_600_000 })
    await node.receive({ payload: 'a' })
    expect(node.sent).to.have.length(1)
  })

  const units = [
    ['milliseconds', 1],
    ['seconds', 1e-3],
    ['minutes', 1e-5],
    ['hours', 1e-7],
    ['days', 1e-8]
  ] as const
  for (const [timeoutUnits, timeout] of units) {
    it(`counts in ${timeoutUnits}`, async () => {
      const node = start({ timeout, timeoutUnits })
      await node.give({ payload: 'a' })
      expect(node.payloads()).to.deep.equal(['a'])
    })
  }

  it('keeps the order, however many there are', async () => {
    const node = start({ timeout: 2, timeoutUnits: 'milliseconds' })
    const all = Array.from({ length: 500 }, (_, i) => i)
    await Promise.all(all.map(payload => node.give({ payload })))
    expect(node.payloads()).to.deep.equal(all)
  })

  it('by msg.delay, and by the fixed time where a message says none', async () => {
    const node = start({ pauseType: 'delayv', ...HOURS })
    const held = node.give({ payload: 'held', delay: 'soon' })
    await Promise.all([1, '2.5', -1].map(wait => node.give({ payload: wait, delay: wait })))
    expect(node.payloads()).to.have.members([1, '2.5', -1])
    await node.close()
    await held
    expect(node.ended.at(-1)).to.equal('held handed back')
  })

  it('by a random time within its bounds', async () => {
    const node = start({ pauseType: 'random', randomFirst: 2, randomLast: 4, randomUnits: 'milliseconds' })
    const at = performance.now()
    await node.give({ payload: 'a' })
    expect(performance.now() - at).to.be.at.least(2)
    expect(delay.problems?.({ pauseType: 'random', randomFirst: 2, randomLast: 1 } as never)).to.have.length(1)
  })

  it('lets go with msg.flush: all, or so many, the oldest first', async () => {
    const node = start(HOURS)
    for (const payload of ['a', 'b', 'c', 'd']) void node.give({ payload })
    await node.give({ flush: 2 })
    expect(node.payloads()).to.deep.equal(['a', 'b'])
    await node.give({ flush: true, payload: 'e' })
    expect(node.payloads()).to.deep.equal(['a', 'b', 'c', 'd', 'e'])
    expect(node.ended).to.deep.equal(['a done', 'b done', 'undefined done', 'c done', 'd done', 'e done'])
  })

  it('drops all with msg.reset, which counts as done', async () => {
    const node = start(HOURS)
    for (const payload of ['a', 'b']) void node.give({ payload })
    await node.give({ reset: true, payload: 'c' })
    await turn()
    expect(node.ended.toSorted()).to.deep.equal(['a done', 'b done', 'c done'])
    expect(node.sent).to.deep.equal([])
    await node.give({ flush: true })
    expect(node.sent).to.deep.equal([])
  })

  it('shows how many wait, where that can be seen', async () => {
    const node = start(HOURS)
    const held = node.give({ payload: 'a' })
    expect(node.texts()).to.deep.equal(['1'])
    const brief = start({ timeout: 1, timeoutUnits: 'milliseconds' })
    await brief.give({ payload: 'a' })
    expect(brief.texts()).to.deep.equal([])
    await node.close()
    await held
  })

  it('holds no more than its limit', async () => {
    const node = start({ ...HOURS, limit: 1 })
    const held = node.give({ payload: 'a' })
    await node.give({ payload: 'b' })
    expect(node.ended).to.deep.equal(['b HOLD_FULL'])
    await node.close()
    await held
    expect(node.ended).to.deep.equal(['b HOLD_FULL', 'a handed back'])
  })

  it('keeps, drops and lets go of each message once, whatever is asked of it', async () => {
    const steps = fc.array(fc.constantFrom('message', 'flush', 'flush one', 'reset'), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(steps, async all => {
        const node = start(HOURS)
        const given: Promise<void>[] = []
        let held: number[] = []
        const expected: number[] = []
        for (const [i, step] of all.entries()) {
          if (step === 'message') {
            given.push(node.give({ payload: i }))
            held.push(i)
          } else if (step === 'reset') {
            await node.give({ reset: true })
            held = []
          } else {
            await node.give({ flush: step === 'flush' ? 'all' : 1 })
            expected.push(...held.splice(0, step === 'flush' ? held.length : 1))
          }
        }
        await node.close()
        await Promise.all(given)
        expect(node.payloads()).to.deep.equal(expected)
        expect(node.ended.filter(end => end.endsWith('back')).length).to.equal(held.length)
      }),
      { numRuns: 40 }
    )
  })
})
