import type { DebugEvent } from '@millrace/engine'
import { decode } from '@millrace/sdk'
import { expect } from 'chai'
import type { DebugMessage } from '../protocol.ts'
import { until } from '../testing/until.ts'
import { DebugFeed } from './debug-feed.ts'
import { fitValue, LARGEST } from './fit-value.ts'

const event = (value: unknown, address = 'f/n'): DebugEvent => ({
  address,
  name: 'debug',
  at: 1,
  level: 'debug',
  value
})

describe('feed of debug messages', () => {
  let pushed: (readonly DebugMessage[])[]
  let feed: DebugFeed
  const open = (history: number) => {
    pushed = []
    feed = new DebugFeed({ history, push: messages => pushed.push(messages) })
  }
  afterEach(() => feed.close())

  it('passes on what came together in one batch, encoded and in order', async () => {
    open(10)
    for (const value of ['a', { b: 1 }, new Date(0)]) feed.add(event(value))
    await until(() => pushed.length > 0)
    expect(pushed).to.have.length(1)
    expect(pushed[0]?.map(({ value }) => decode(value))).to.deep.equal(['a', { b: 1 }, new Date(0)])
    expect(pushed[0]?.map(({ id }) => id)).to.deep.equal([1, 2, 3])
  })

  it('keeps no more than its history', async () => {
    open(2)
    for (const value of [1, 2, 3]) feed.add(event(value))
    await until(() => pushed.length > 0)
    expect(feed.history.map(({ value }) => value)).to.deep.equal(['2', '3'])
    feed.clear()
    expect(feed.history).to.deep.equal([])
  })

  it('counts what a hot node sends too fast, shows its latest, and leaves room for others', async () => {
    open(1000)
    for (let i = 0; i < 5000; i++) feed.add(event(i, 'f/hot'))
    feed.add(event('calm', 'f/calm'))
    await until(() => pushed.length > 0)
    const [messages = []] = pushed
    const hot = messages.filter(({ address }) => address === 'f/hot')
    expect(messages.length).to.be.below(70)
    expect(hot.at(-1)?.value).to.equal('4999')
    expect(hot.length + (hot.at(-1)?.dropped ?? 0)).to.equal(5000)
    expect(messages.some(({ value }) => value === '"calm"')).to.equal(true)
  })
})

describe('value fit for the wire', () => {
  it('is whole while it is small', () => {
    expect(fitValue({ a: 1 })).to.deep.equal({ value: '{"a":1}' })
  })

  for (const [what, value] of [
    ['a text', 'x'.repeat(100_000)],
    ['bytes', new Uint8Array(100_000)],
    ['a list', Array.from({ length: 50_000 }, (_, i) => i)],
    ['an object of many long texts', Object.fromEntries(Array.from({ length: 500 }, (_, i) => [i, 'x'.repeat(500)]))],
    ['many long names', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}${'x'.repeat(5000)}`, i]))]
  ] as const)
    it(`is cut when it is large, and still decodes: ${what}`, () => {
      const fit = fitValue(value)
      expect(fit.value.length).to.be.at.most(LARGEST)
      expect(fit.cutFrom).to.be.above(LARGEST)
      expect(() => decode(fit.value)).to.not.throw()
    })

  it('describes what the codec refuses', () => {
    const self: { me?: unknown } = {}
    self.me = self
    const values = { f: function named() {}, self, promise: Promise.resolve(), floats: new Float32Array(2), fine: 1 }
    expect(decode(fitValue(values).value)).to.deep.equal({
      f: '[function named]',
      self: { me: '[circular]' },
      promise: '[Promise]',
      floats: '[Float32Array]',
      fine: 1
    })
  })
})
