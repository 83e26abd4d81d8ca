import { FlowError, RejectedError, RetryError } from '@millrace/sdk'
import { type Sent, testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { retry } from './index.ts'
import { isCounted, waitAfter } from './policy.ts'

const FAST = { delay: 0.001, maxDelay: 0.002 }
type Config = Parameters<typeof testNode<typeof retry.config, undefined>>[1]

/** A retry node before something that fails with these errors, one after the other, and then succeeds. */
const start = (config: Config, errors: readonly Error[], wired: readonly number[] = [0, 1]) => {
  const left = [...errors]
  const node = testNode(
    retry,
    { ...FAST, ...config },
    {
      wired,
      deliver: async () => {
        const error = left.shift()
        if (error) throw error
      }
    }
  )
  return { ...node, at: (port: number) => node.sent.filter(sent => sent.port === port).map(({ message }) => message) }
}
const passing = (times: number) => Array.from({ length: times }, () => new FlowError('HTTP_TIMEOUT', 'late'))
const failure = (run: Promise<readonly Sent[]>) => run.then(() => undefined).catch(error => error)

describe('core/retry', () => {
  it('passes a message on, and says which try it is', async () => {
    const node = start({}, [])
    await node.receive({ payload: 1 })
    expect(node.sent).to.deep.equal([
      { port: 0, message: { _msgid: 'test', payload: 1, retry: { attempt: 1, of: 5 } } }
    ])
  })

  it('tries again until it succeeds', async () => {
    for (const backoff of ['exponential', 'fixed'] as const) {
      const node = start({ backoff }, passing(2))
      await node.receive({ payload: 1 })
      expect(node.at(0).map(message => message.retry)).to.deep.equal([1, 2, 3].map(attempt => ({ attempt, of: 5 })))
      expect(node.at(1)).to.deep.equal([])
    }
  })

  it('gives up after the last try, with the error', async () => {
    const node = start({ attempts: 3 }, passing(3))
    await node.receive({ payload: 1, error: 'before' })
    expect(node.at(0).length).to.equal(3)
    const [message] = node.at(1)
    expect(message).to.deep.include({ payload: 1, _error: 'before', retry: { attempt: 3, of: 3 } })
    expect(message?.error).to.include({ message: 'late', code: 'HTTP_TIMEOUT', name: 'FlowError' })
  })

  it('fails where nobody takes what is given up', async () => {
    const errors = passing(2)
    const node = start({ attempts: 2 }, errors, [0])
    expect(await failure(node.receive({ payload: 1 }))).to.equal(errors[1])
    expect(node.at(1)).to.deep.equal([])
  })

  it('gives up at once what cannot succeed', async () => {
    const node = start({}, [new RejectedError('no')])
    await node.receive({ payload: 1 })
    expect([node.at(0).length, node.at(1).length]).to.deep.equal([1, 1])
  })

  it('tries again after the errors that it should', () => {
    const [late, rejected, other] = [...passing(1), new RejectedError('no'), new Error('x')]
    const after = (errors: 'transient' | 'all' | 'codes') =>
      [late, rejected, other].map(error => isCounted(error, { errors, codes: ['MESSAGE_REJECTED'] }))
    expect(after('transient')).to.deep.equal([true, false, true])
    expect(after('all')).to.deep.equal([true, true, true])
    expect(after('codes')).to.deep.equal([false, true, false])
  })

  it('waits at random up to a bound that doubles, a fixed time, or what the far side asks for', () => {
    const numbers = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), numbers, (tries, random) => {
        const policy = { backoff: 'exponential', delay: 1, maxDelay: 60 } as const
        const wait = waitAfter(tries, undefined, policy, () => random)
        expect(wait).to.be.within(0, Math.min(60, 2 ** (tries - 1)) * 1000)
        expect(waitAfter(tries, undefined, { ...policy, backoff: 'fixed' }, () => random)).to.equal(1000)
        expect(waitAfter(tries, new RetryError('busy', 90_000), policy, () => random)).to.equal(90_000)
      })
    )
    const policy = { backoff: 'exponential', delay: 1, maxDelay: 60 } as const
    expect([1, 2, 3, 9].map(tries => waitAfter(tries, undefined, policy, () => 1))).to.deep.equal([
      1000, 2000, 4000, 60_000
    ])
  })

  it('hands back what waits when it stops, and shows how many do', async () => {
    const node = start({ delay: 3600, backoff: 'fixed' }, passing(1))
    const held = failure(node.receive({ payload: 1 }))
    await new Promise(setImmediate)
    expect(node.statuses).to.deep.equal([{ text: '1', level: 'paced' }])
    await node.close()
    expect(await held).to.be.instanceOf(Error)
    expect(node.at(1)).to.deep.equal([])
  })

  it('holds no more messages than its limit', async () => {
    const node = start({ delay: 3600, backoff: 'fixed', limit: 1 }, passing(2))
    const held = failure(node.receive({ payload: 1 }))
    expect(await failure(node.receive({ payload: 2 }))).to.have.property('code', 'HOLD_FULL')
    await node.close()
    await held
  })
})
