import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { split } from './index.ts'

type Config = Parameters<typeof testNode<typeof split.config, undefined>>[1]
const run = async (config: Config, message: Outgoing) =>
  (await testNode(split, config).receive(message)).map(sent => sent.message)
const payloads = (messages: readonly Outgoing[]) => messages.map(({ payload }) => payload)
const partsOf = (messages: readonly Outgoing[]) => messages.map(({ parts }) => parts as Record<string, unknown>)
const bytes = (text: string) => new TextEncoder().encode(text)

describe('core/split', () => {
  const wholes: readonly [what: string, config: Config, whole: unknown, parts: unknown[], said: object][] = [
    ['text at new lines', {}, 'a\nb\n', ['a', 'b', ''], { type: 'string', ch: '\n', count: 3 }],
    ['text at a text', { separator: ', ' }, 'a, b', ['a', 'b'], { type: 'string', ch: ', ', count: 2 }],
    ['text at bytes', { spltType: 'bin', bytes: [44] }, 'a,b', ['a', 'b'], { type: 'string', ch: [44], count: 2 }],
    ['text by length', { spltType: 'len', length: 2 }, 'abcde', ['ab', 'cd', 'e'], { ch: '', len: 2, count: 3 }],
    ['text without a separator', {}, 'abc', ['abc'], { type: 'string', count: 1 }],
    ['no text', { spltType: 'len', length: 2 }, '', [''], { type: 'string', count: 1 }],
    ['an array', {}, [1, null, 'c'], [1, null, 'c'], { type: 'array', len: 1, count: 3 }],
    ['an array by length', { arraySplt: 2 }, [1, 2, 3], [[1, 2], [3]], { type: 'array', len: 2, count: 2 }],
    ['an object', {}, { a: 1, b: [2] }, [1, [2]], { type: 'object', count: 2 }],
    ['bytes at a text', { separator: '\\r\\n' }, bytes('a\r\nb'), [bytes('a'), bytes('b')], { ch: '\r\n', count: 2 }],
    ['bytes that end so', {}, bytes('a\n'), [bytes('a'), bytes('')], { type: 'buffer', count: 2 }],
    [
      'bytes at bytes',
      { spltType: 'bin', bytes: [0, 1] },
      Uint8Array.of(9, 0, 1, 8),
      [Uint8Array.of(9), Uint8Array.of(8)],
      { ch: [0, 1], count: 2 }
    ],
    [
      'bytes by length',
      { spltType: 'len', length: 2 },
      bytes('abc'),
      [bytes('ab'), bytes('c')],
      { type: 'buffer', len: 2, count: 2 }
    ]
  ]
  for (const [what, config, whole, parts, said] of wholes) {
    it(`splits ${what}`, async () => {
      const messages = await run(config, { payload: whole, topic: 't' })
      expect(payloads(messages)).to.deep.equal(parts)
      for (const [index, place] of partsOf(messages).entries()) expect(place).to.deep.include({ ...said, index })
      expect(messages.every(({ topic }) => topic === 't')).to.equal(true)
    })
  }

  it('gives the parts of one message one id, and each part an id of its own', async () => {
    const node = testNode(split)
    await node.receive({ payload: [1, 2] })
    await node.receive({ payload: [3] })
    const sent = node.sent.map(({ message }) => message)
    const [first, second, third] = partsOf(sent).map(({ id }) => id)
    expect([first === second, second === third]).to.deep.equal([true, false])
    expect(new Set(sent.map(({ _msgid }) => _msgid)).size).to.equal(3)
  })

  it('names the keys of an object, and copies them where it should', async () => {
    const messages = await run({ copyKey: true }, { payload: { a: 1, b: 2 }, topic: 't' })
    expect(messages.map(({ topic, parts }) => [topic, (parts as { key: string }).key])).to.deep.equal([
      ['a', 'a'],
      ['b', 'b']
    ])
    const [deep] = await run({ copyKey: true, addname: { type: 'msg', value: 'at.key' } }, { payload: { a: 1 } })
    expect(deep?.at).to.deep.equal({ key: 'a' })
  })

  it('splits another property, and leaves the payload', async () => {
    const [message] = await run({ property: { type: 'msg', value: 'data.list' } }, { data: { list: [7] }, payload: 1 })
    expect(message).to.deep.include({ data: { list: 7 }, payload: 1 })
    expect(message?.parts).to.include({ property: 'data.list' })
  })

  it('keeps the place of a message that was a part itself', async () => {
    const outer = { id: 'o', index: 1, count: 2 }
    const [message] = await run({}, { payload: [1], parts: outer })
    expect(message?.parts).to.deep.include({ index: 0, parts: outer })
  })

  it('sends nothing for what is empty', async () => {
    expect(await run({}, { payload: [] })).to.deep.equal([])
    expect(await run({}, { payload: {} })).to.deep.equal([])
  })

  for (const payload of [1, true, null, undefined, new Date(0), new Map()]) {
    it(`fails ${payload instanceof Object ? payload.constructor.name : payload}, which has no parts`, async () => {
      const caught = await run({}, { payload }).catch(error => error)
      expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
    })
  }
})
