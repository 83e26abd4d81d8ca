import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { range } from './index.ts'

const volts = { minin: 0, maxin: 10, minout: 0, maxout: 100 }
const run = async (config: Parameters<typeof testNode<typeof range.config, undefined>>[1], payload: unknown) =>
  (await testNode(range, { ...volts, ...config }).receive({ payload })).map(({ message }) => message.payload)

describe('core/range', () => {
  const cases: readonly [Parameters<typeof run>[0], unknown, readonly unknown[]][] = [
    [{}, 5, [50]],
    [{}, '2.5', [25]],
    [{}, 12, [120]],
    [{ action: 'clamp' }, 12, [100]],
    [{ action: 'clamp' }, -1, [0]],
    [{ action: 'roll' }, 12, [20]],
    [{ action: 'roll' }, -1, [90]],
    [{ action: 'drop' }, 12, []],
    [{ action: 'drop' }, 10, [100]],
    [{ minin: 10, maxin: 0 }, 2, [80]],
    [{ minin: 10, maxin: 0, action: 'clamp' }, 12, [0]],
    [{ minout: 100, maxout: 0 }, 2, [80]],
    [{ maxout: 9.5, round: true }, 10, [9]],
    [{ maxout: 3, round: true }, 5, [2]]
  ]
  for (const [config, payload, expected] of cases) {
    it(`makes ${expected[0] ?? 'nothing'} of ${payload} with ${JSON.stringify(config)}`, async () => {
      expect(await run(config, payload)).to.deep.equal(expected)
    })
  }

  it('maps another property, and passes on what has none', async () => {
    const node = testNode(range, { ...volts, property: { type: 'msg', value: 'data.level' } })
    const [sent] = await node.receive({ payload: 'x', data: { level: 1, kept: true } })
    expect(sent?.message).to.deep.include({ payload: 'x', data: { level: 10, kept: true } })
    expect((await node.receive({ payload: 'x' })).length).to.equal(1)
  })

  it('fails what is no number', async () => {
    const caught = await run({}, 'warm').catch(error => error)
    expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
    expect(range.problems?.({ minin: 1, maxin: 1 } as never)).to.have.length(1)
  })
})
