import { type TestNodeOptions, testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { split } from './index.ts'

type Config = NonNullable<Parameters<typeof testNode<typeof split.config, undefined>>[1]>
const start = (config: Config = {}, options: TestNodeOptions<undefined> = {}) => {
  const node = testNode(split, { stream: true, ...config }, options)
  const given: Promise<unknown>[] = []
  return {
    ...node,
    give(payload: unknown) {
      const outcome = node.receive({ payload }).then(
        () => 'done',
        (error: Error & { code?: unknown }) => error
      )
      given.push(outcome)
      return outcome
    },
    payloads: () => node.sent.map(({ message }) => message.payload),
    stop: () => Promise.all([node.close(), ...given])
  }
}
const turn = () => new Promise(setImmediate)

describe('core/split of a stream', () => {
  it('puts what is left over before the next message', async () => {
    const node = start()
    const first = node.give('a\nb')
    expect(node.payloads()).to.deep.equal(['a'])
    await node.give('c\n')
    expect(node.payloads()).to.deep.equal(['a', 'bc'])
    expect(await first).to.equal('done')
    const parts = node.sent.map(({ message }) => message.parts as Record<string, unknown>)
    expect(parts.map(({ index }) => index)).to.deep.equal([0, 1])
    expect(parts.some(place => 'count' in place)).to.equal(false)
  })

  it('keeps a message until what it began has ended', async () => {
    const node = start({ spltType: 'len', length: 4 })
    let over = false
    void node.give('ab').then(() => {
      over = true
    })
    await node.give('')
    void node.give('c')
    await turn()
    expect([over, node.payloads()]).to.deep.equal([false, []])
    await node.give('d')
    expect([over, node.payloads()]).to.deep.equal([true, ['abcd']])
  })

  it('finds a separator that two messages share', async () => {
    const node = start({ separator: '\\r\\n' })
    void node.give('a\r')
    await node.give('\nb\r\n')
    expect(node.payloads()).to.deep.equal(['a', 'b'])
  })

  it('cuts text and bytes as if they came in one message, however they come', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n'), maxLength: 40 })
    const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 8 })
    const ways = fc.constantFrom<Config>({}, { separator: '\\r\\n' }, { spltType: 'len', length: 3 })
    await fc.assert(
      fc.asyncProperty(text, cuts, ways, fc.boolean(), async (whole, places, config, asBytes) => {
        const node = start(config)
        const ends = [...places.map(place => place % (whole.length + 1)), whole.length].toSorted((a, b) => a - b)
        ends.forEach((end, i) => {
          const piece = whole.slice(i === 0 ? 0 : ends[i - 1], end)
          void node.give(asBytes ? new TextEncoder().encode(piece) : piece)
        })
        const expected =
          config.length === 3
            ? (whole.match(/.{3}/gs) ?? [])
            : whole.split(config.separator === undefined ? '\n' : '\r\n').slice(0, -1)
        const found = node.payloads().map(value => (asBytes ? new TextDecoder().decode(value as Uint8Array) : value))
        await node.stop()
        expect(found).to.deep.equal(expected)
      }),
      { numRuns: 200 }
    )
  })

  it('fails all messages of a part that fails', async () => {
    const node = start({}, { deliver: () => Promise.reject(new Error('no')) })
    const outcomes = [node.give('a'), node.give('b'), node.give('c\nd')]
    expect((await Promise.all(outcomes)).map(outcome => (outcome as Error).message)).to.deep.equal(['no', 'no', 'no'])
    await node.give('e\n')
    expect(node.payloads(), 'what failed messages had left is no longer there').to.deep.equal(['abc', 'e'])
  })

  it('holds no more messages than its limit', async () => {
    const node = start({ limit: 1 })
    void node.give('a')
    expect(await node.give('b')).to.have.property('code', 'HOLD_FULL')
    await node.give('c\n')
    expect(node.payloads()).to.deep.equal(['ac'])
  })

  it('hands back what it holds when it stops', async () => {
    const node = start()
    const held = node.give('a')
    await node.stop()
    expect(await held).to.be.instanceOf(Error)
  })

  it('splits arrays and objects as ever', async () => {
    const node = start()
    await node.give([1, 2])
    expect(node.sent.map(({ message }) => (message.parts as { count: number }).count)).to.deep.equal([2, 2])
  })
})
