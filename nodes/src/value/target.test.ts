import type { Message } from '@millrace/sdk'
import { memoryState, quietLog } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { compileTarget, messageTarget } from './target.ts'

const message = (fields: object): Message => Object.freeze({ _msgid: 'm', ...fields })
const at = (property: string) => {
  let refused = 0
  const target = messageTarget(property, () => refused++)
  return { ...target, refused: () => refused }
}

describe('a target', () => {
  it('sets a property and leaves the original as it was', () => {
    const before = message({ payload: 1, kept: true })
    expect(at('payload').set(before, 2)).to.deep.equal({ _msgid: 'm', payload: 2, kept: true })
    expect(before.payload).to.equal(1)
  })

  it('makes what is missing on the way: objects for names, arrays for numbers', () => {
    expect(at('a.b[1].c').set(message({}), 'x')).to.deep.equal({ _msgid: 'm', a: { b: [undefined, { c: 'x' }] } })
  })

  it('removes with undefined, and closes the gap in an array', () => {
    expect(at('payload').set(message({ payload: 1 }), undefined)).to.deep.equal({ _msgid: 'm' })
    expect(at('list[1]').set(message({ list: [1, 2, 3] }), undefined).list).to.deep.equal([1, 3])
  })

  it('leaves the message alone when what should be removed is not there', () => {
    const before = message({ payload: 'text' })
    for (const property of ['other', 'other.deep', 'payload.deep']) {
      expect(at(property).set(before, undefined), property).to.equal(before)
    }
  })

  it('refuses to put a property below text or null', () => {
    for (const payload of ['text', 1, null, undefined]) {
      const target = at('payload.deep')
      const before = message({ payload })
      expect(target.set(before, 1)).to.equal(before)
      expect(target.refused()).to.equal(1)
    }
  })

  it('takes a key from another property', () => {
    expect(at('payload[msg.key]').set(message({ key: 'k', payload: {} }), 1).payload).to.deep.equal({ k: 1 })
  })

  it('does not reach prototypes', () => {
    expect(() => at('__proto__.polluted').set(message({}), 1)).to.throw('cannot be set')
    expect(() => at('__proto__').set(message({}), {})).to.throw('cannot be set')
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined)
  })

  it('reads and writes state, also deep and in a named store', () => {
    const stores = new Map<string, ReturnType<typeof memoryState>>()
    const state = (scope: string, store = 'memory') => {
      const key = `${scope}:${store}`
      const found = stores.get(key) ?? memoryState()
      stores.set(key, found)
      return found
    }
    const target = compileTarget({ type: 'flow', value: '#:(disk)::count.by[msg.topic]' }, { state, log: quietLog })
    const before = message({ topic: 't' })
    expect(target.set(before, 3)).to.equal(before)
    expect(target.get(before)).to.equal(3)
    expect(stores.get('flow:disk')?.get('count')).to.deep.equal({ by: { t: 3 } })
  })
})
