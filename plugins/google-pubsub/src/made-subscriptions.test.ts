import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { MadeSubscriptions } from './made-subscriptions.ts'

const DAY = 24 * 60 * 60 * 1000

describe('the subscriptions that an integration made', () => {
  const nobody = () => false

  it('go when a deploy stopped their trigger, unless it came back', async () => {
    const made = new MadeSubscriptions(memoryStorage())
    for (const name of ['gone', 'back', 'kept']) await made.asked(name, 'flow/in', 'topic')
    await made.stopped('gone')
    await made.stopped('back')
    await made.asked('back', 'flow/in', 'topic')
    expect(await made.superfluous(name => name === 'kept')).to.deep.equal(['gone'])
    expect(await made.of('flow/in', 'topic')).to.have.members(['gone', 'back', 'kept'])
    expect(await made.of('flow/other', 'topic')).to.deep.equal([])
    await made.removed('gone')
    expect(await made.superfluous(nobody)).to.deep.equal([])
  })

  it('go a day after nobody asked for them any more, not at once: their flow may only be broken', async () => {
    let now = 1_000_000
    const made = new MadeSubscriptions(memoryStorage(), () => now)
    await made.asked('unasked', 'flow/in', 'topic')
    expect(await made.superfluous(nobody)).to.deep.equal([])
    now += DAY
    expect(await made.superfluous(nobody)).to.deep.equal([])
    now += 1
    expect(await made.superfluous(() => true)).to.deep.equal([])
    expect(await made.superfluous(nobody)).to.deep.equal(['unasked'])
  })
})
