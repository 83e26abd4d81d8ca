import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { change } from './index.ts'

const msg = (value: string) => ({ type: 'msg', value })
const str = (value: string) => ({ type: 'str', value })
const run = async (rules: object[], message: Outgoing, options = {}) => {
  const node = testNode(change, { rules }, options)
  const [first] = await node.receive(message)
  return first?.message
}
const replaced = async (search: object, replace: object, payload: unknown) =>
  (await run([{ action: 'change', target: msg('payload'), search, replace }], { payload }))?.payload

describe('core/change', () => {
  it('sets a property, and leaves the rest', async () => {
    const rules = [{ action: 'set', target: msg('payload'), to: str('new') }]
    expect(await run(rules, { payload: 'old', topic: 't' })).to.deep.equal({
      _msgid: 'test',
      payload: 'new',
      topic: 't'
    })
  })

  it('is done at once when nothing is asynchronous', () => {
    const node = testNode(change, { rules: [{ action: 'set', target: msg('payload'), to: str('new') }] })
    void node.receive({ payload: 'old' })
    expect(node.sent.length).to.equal(1)
  })

  const literals: readonly [string, string, unknown][] = [
    ['num', '1.5', 1.5],
    ['bool', 'true', true],
    ['json', '{"a":[1]}', { a: [1] }],
    ['bin', '[104,105]', Uint8Array.of(104, 105)],
    ['msg', 'other.deep', 7],
    ['env', 'SITE', 'north']
  ]
  for (const [type, value, expected] of literals) {
    it(`sets a property to a value of type ${type}`, async () => {
      const rules = [{ action: 'set', target: msg('payload'), to: { type, value } }]
      const found = await run(rules, { other: { deep: 7 } }, { host: { env: () => 'north' } })
      expect(found?.payload).to.deep.equal(expected)
    })
  }

  it('runs rules in order, also after one that had to be waited for', async () => {
    const rules = [
      { action: 'set', target: msg('a'), to: { type: 'jsonata', value: '1' } },
      { action: 'set', target: msg('b'), to: msg('a') },
      { action: 'delete', target: msg('a') }
    ]
    expect(await run(rules, {}, { host: { expression: () => async () => 1 } })).to.deep.equal({ _msgid: 'test', b: 1 })
  })

  it('fails the message when an expression fails', async () => {
    const rules = [{ action: 'set', target: msg('a'), to: { type: 'jsonata', value: '$x(' } }]
    const failing = { host: { expression: () => () => Promise.reject(new Error('no function x')) } }
    const caught = await run(rules, {}, failing).catch(error => error)
    expect(caught).to.be.instanceOf(Error)
  })

  it('reads and writes flow and global state', async () => {
    const node = testNode(change, {
      rules: [
        { action: 'set', target: { type: 'flow', value: 'last.by[msg.topic]' }, to: msg('payload') },
        { action: 'set', target: { type: 'global', value: 'count' }, to: { type: 'num', value: '3' } },
        { action: 'set', target: msg('payload'), to: { type: 'flow', value: 'last' } },
        { action: 'delete', target: { type: 'global', value: 'count' } }
      ]
    })
    const [first] = await node.receive({ topic: 't', payload: 5 })
    expect(first?.message.payload).to.deep.equal({ by: { t: 5 } })
    expect(node.state('global').keys()).to.deep.equal([])
  })

  it('deletes and moves', async () => {
    expect(await run([{ action: 'delete', target: msg('payload.a') }], { payload: { a: 1, b: 2 } })).to.deep.include({
      payload: { b: 2 }
    })
    const move = (from: string, to: string) => [{ action: 'move', target: msg(from), to: msg(to) }]
    expect(await run(move('payload', 'kept.as'), { payload: 1 })).to.deep.equal({ _msgid: 'test', kept: { as: 1 } })
    expect(await run(move('payload.a', 'payload'), { payload: { a: 1 } })).to.deep.include({ payload: 1 })
    expect(await run(move('payload', 'payload.a'), { payload: 1 })).to.deep.include({ payload: { a: 1 } })
    expect(await run(move('none', 'payload'), { payload: 1 })).to.deep.equal({ _msgid: 'test' })
    expect(await run(move('payload.none.deep', 'payload'), { payload: 1 }), 'not lost').to.deep.include({ payload: 1 })
  })

  it('leaves a text alone that a deep property would have to override', async () => {
    const rules = [{ action: 'set', target: msg('payload.deep'), to: str('x') }]
    expect(await run(rules, { payload: 'text' })).to.deep.include({ payload: 'text' })
  })

  describe('searching and replacing', () => {
    it('replaces every occurrence in a text', async () => {
      expect(await replaced(str('a'), str('o'), 'banana')).to.equal('bonono')
      expect(await replaced(str('.'), str('!'), 'a.b')).to.equal('a!b')
      expect(await replaced({ type: 'num', value: '1' }, { type: 'num', value: '2' }, 'a1')).to.equal('a2')
    })

    it('takes the type of the replacement only for a whole match', async () => {
      const two = { type: 'num', value: '2' }
      expect(await replaced(str('one'), two, 'one')).to.equal(2)
      expect(await replaced(str('one'), two, 'one one')).to.equal('2 2')
      expect(await replaced({ type: 'num', value: '1' }, two, '1')).to.equal(2)
      expect(await replaced({ type: 're', value: '^o.e$' }, { type: 'bool', value: 'true' }, 'one')).to.equal(true)
      expect(await replaced({ type: 're', value: '^o.e$' }, two, 'one')).to.equal('2')
      expect(await replaced(str('x'), { type: 'bool', value: 'true' }, 'true'), 'a boolean in all but type').to.equal(
        true
      )
    })

    it('replaces numbers and booleans that are equal, and nothing else', async () => {
      expect(await replaced({ type: 'num', value: '5' }, str('five'), 5)).to.equal('five')
      expect(await replaced({ type: 'bool', value: 'true' }, str('on'), true)).to.equal('on')
      expect(await replaced(str('5'), str('five'), 5)).to.equal(5)
      expect(await replaced({ type: 'num', value: '5' }, str('five'), 55)).to.equal(55)
      expect(await replaced(str('a'), str('b'), { a: 1 })).to.deep.equal({ a: 1 })
    })

    it('fills in groups of a regular expression', async () => {
      expect(await replaced({ type: 're', value: '(\\w+)@(\\w+)' }, str('$2 $1'), 'ann@home bob@work')).to.equal(
        'home ann work bob'
      )
    })

    it('takes what to search for from the message, but no object', async () => {
      const rules = [{ action: 'change', target: msg('payload'), search: msg('old'), replace: msg('new') }]
      expect(await run(rules, { payload: 'a-b', old: '-', new: '+' })).to.deep.include({ payload: 'a+b' })
      const caught = await run(rules, { payload: 'a', old: {} }).catch(error => error)
      expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
    })

    it('does for any text what the language does', async () => {
      const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '$'), minLength: 1, maxLength: 4 })
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', 'b', '.', '$') }), word, async (text, search) => {
          expect(await replaced(str(search), str('<>'), text)).to.equal(text.split(search).join('<>'))
        }),
        { numRuns: 50 }
      )
    })
  })
})
