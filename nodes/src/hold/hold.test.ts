import type { Message, Out } from '@millrace/sdk'
import { expect } from 'chai'
import { Hold, type Kept } from './hold.ts'

const message = { _msgid: 'm' } as Message
const outOf = (signal: AbortSignal): Out => ({
  id: 'o',
  attempt: 1,
  since: 0,
  signal,
  room: undefined,
  send() {},
  deliver: async () => {},
  wired: () => true
})
const outcome = (promise: Promise<void>): Promise<unknown> =>
  promise.then(
    () => 'done',
    error => error
  )

describe('what a node holds', () => {
  it('is done, or failed, when the node says so', async () => {
    const hold = new Hold(2, () => {})
    const { signal } = new AbortController()
    const [first, second] = [hold.keep(message, outOf(signal)), hold.keep(message, outOf(signal))]
    first.done()
    second.failed('why')
    expect([await outcome(first.promise), await outcome(second.promise)]).to.deep.equal(['done', 'why'])
    expect(hold.size).to.equal(0)
  })

  it('is no more than its limit, and there is room again after one is let go', () => {
    const hold = new Hold(1, () => {})
    const { signal } = new AbortController()
    const kept = hold.keep(message, outOf(signal))
    expect(() => hold.keep(message, outOf(signal)))
      .to.throw('holds 1 messages')
      .with.property('code', 'HOLD_FULL')
    kept.done()
    expect(() => hold.keep(message, outOf(signal))).not.to.throw()
  })

  it('is handed back when nobody waits for it any more, and the rest is kept', async () => {
    const lost: Kept[] = []
    const hold = new Hold(3, kept => lost.push(kept))
    const [going, staying] = [new AbortController(), new AbortController()]
    const [first, second, third] = [going, staying, going].map(({ signal }) => hold.keep(message, outOf(signal)))
    going.abort(new Error('gone'))
    expect(await outcome((first as Kept).promise)).to.have.property('message', 'gone')
    expect(lost).to.deep.equal([first, third])
    expect(await outcome((third as Kept).promise)).to.have.property('message', 'gone')
    expect(hold.size).to.equal(1)
    ;(second as Kept).done()
    expect(() => hold.keep(message, outOf(going.signal))).to.throw('gone')
  })

  it('is handed back when the node stops', async () => {
    const hold = new Hold(3, () => {})
    const kept = hold.keep(message, outOf(new AbortController().signal))
    hold.close()
    expect(await outcome(kept.promise)).to.have.property('code', 'NODE_STOPPED')
  })
})
