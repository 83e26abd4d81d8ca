import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { filter } from './index.ts'

type Config = Parameters<typeof testNode<typeof filter.config, undefined>>[1]
const run = async (config: Config, messages: readonly Outgoing[]) => {
  const node = testNode(filter, config)
  for (const message of messages) await node.receive(message)
  return node.sent.map(({ message }) => message.payload)
}
const values = (config: Config, ...payloads: unknown[]) =>
  run(
    config,
    payloads.map(payload => ({ payload }))
  )

describe('core/filter', () => {
  const cases: readonly [string, Config, readonly unknown[], readonly unknown[]][] = [
    ['a change', {}, [1, 1, '1', 2, 2, 1], [1, '1', 2, 1]],
    ['a change of an object', {}, [{ a: [1] }, { a: [1] }, { a: [2] }], [{ a: [1] }, { a: [2] }]],
    ['a change, but not the first', { func: 'rbei' }, [1, 1, 2], [2]],
    ['the limit or more', { func: 'deadbandEq', gap: 2 }, [1, 2, 3, 4, 5], [1, 3, 5]],
    ['more than the limit', { func: 'deadband', gap: 2 }, [1, 2, 3, 4, 5], [1, 4]],
    ['more than the limit since the last value', { func: 'deadband', gap: 1, inout: 'in' }, [1, 2, 3, 5], [1, 5]],
    ['the limit or less', { func: 'narrowband', gap: 2 }, [1, 3, 9, 4], [1, 3, 4]],
    ['less than the limit', { func: 'narrowbandEq', gap: 2 }, [1, 3, 2], [1, 2]],
    ['less than the limit from a start value', { func: 'narrowbandEq', gap: 2, start: 10 }, [1, 9, 10], [9, 10]],
    ['percents', { func: 'deadbandEq', gap: 10, percent: true }, [100, 105, 110, 120, 121], [100, 110, 121]],
    ['numbers that begin a text', { func: 'deadband', gap: 1 }, ['1 °C', '1.5 °C', '3 °C'], ['1 °C', '3 °C']]
  ]
  for (const [what, config, payloads, expected] of cases) {
    it(`lets through ${what}`, async () => {
      expect(await values(config, ...payloads)).to.deep.equal(expected)
    })
  }

  const two = [1, 1].flatMap(payload => ['a', 'b'].map(topic => ({ topic, payload })))
  it('compares for each topic, or for all', async () => {
    expect(await run({}, two)).to.deep.equal([1, 1])
    expect(await run({ septopics: false }, two)).to.deep.equal([1])
    const sites = two.map(({ topic, payload }) => ({ site: topic, payload }))
    expect(await run({ topi: { type: 'msg', value: 'site' } }, sites)).to.deep.equal([1, 1])
  })

  it('forgets a topic, or all, with msg.reset', async () => {
    expect(await run({}, [...two, { topic: 'a', reset: true }, ...two])).to.deep.equal([1, 1, 1])
    expect(await run({}, [...two, { reset: true }, ...two])).to.deep.equal([1, 1, 1, 1])
  })

  it('drops a message without the property, and fails one that is no number where it must be', async () => {
    expect(await run({}, [{ topic: 'a' }])).to.deep.equal([])
    const caught = await values({ func: 'deadband' }, 'warm').catch(error => error)
    expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
  })

  it('remembers no more topics than its limit', async () => {
    const messages = ['a', 'b', 'a'].map(topic => ({ topic, payload: 1 }))
    expect(await run({ limit: 1 }, messages)).to.deep.equal([1, 1, 1])
    expect(await run({ limit: 2 }, messages)).to.deep.equal([1, 1])
  })
})
