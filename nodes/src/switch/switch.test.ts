import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { switchNode } from './index.ts'

const str = (value: string) => ({ type: 'str', value })
const num = (value: number) => ({ type: 'num', value: String(value) })
const prev = { type: 'prev', value: '' }
const ports = async (rules: object[], message: Outgoing, config: object = {}) =>
  (await testNode(switchNode, { rules, ...config }).receive(message)).map(({ port }) => port)
const meets = async (rule: object, payload: unknown) => (await ports([rule], { payload })).length === 1

describe('core/switch', () => {
  it('passes the message on unchanged, to every output whose rule it meets', async () => {
    const node = testNode(switchNode, { rules: [{ test: 'gt', value: num(50) }, { test: 'true' }, { test: 'nnull' }] })
    const message = { _msgid: 'm', payload: 99 }
    expect(await node.receive(message)).to.deep.equal([
      { port: 0, message },
      { port: 2, message }
    ])
  })

  it('is done at once when nothing is asynchronous', () => {
    const node = testNode(switchNode, { rules: [{ test: 'nnull' }] })
    void node.receive({ payload: 1 })
    expect(node.sent.length).to.equal(1)
  })

  it('stops at the first match when asked', async () => {
    const rules = [{ test: 'null' }, { test: 'gt', value: num(1) }, { test: 'nnull' }]
    expect(await ports(rules, { payload: 5 }, { stopAtFirst: true })).to.deep.equal([1])
    expect(await ports(rules, { payload: 5 })).to.deep.equal([1, 2])
  })

  it('takes otherwise when no rule above it was met', async () => {
    const rules = [{ test: 'eq', value: str('a') }, { test: 'else' }, { test: 'eq', value: str('b') }, { test: 'else' }]
    expect(await ports(rules, { payload: 'a' })).to.deep.equal([0, 3])
    expect(await ports(rules, { payload: 'b' })).to.deep.equal([1, 2])
    expect(await ports(rules, { payload: 'c' }), 'an otherwise is a rule, too').to.deep.equal([1])
  })

  it('tests a deep property, state or an expression', async () => {
    const rules = [{ test: 'eq', value: num(2) }]
    expect(
      await ports(rules, { payload: { a: [0, 2] } }, { property: { type: 'msg', value: 'payload.a[1]' } })
    ).to.deep.equal([0])
    const node = testNode(switchNode, { rules, property: { type: 'flow', value: 'level' } })
    node.state('flow').set('level', 2)
    expect((await node.receive({})).length).to.equal(1)
    const waiting = testNode(
      switchNode,
      { rules: [...rules, { test: 'else' }], property: { type: 'jsonata', value: 'payload + 1' } },
      {
        host: {
          expression:
            () =>
            async ({ payload }) =>
              Number(payload) + 1
        }
      }
    )
    expect((await waiting.receive({ payload: 1 })).map(({ port }) => port)).to.deep.equal([0])
  })

  it('goes on after a rule that had to be waited for', async () => {
    const expression = { test: 'jsonata_exp', expression: { type: 'jsonata', value: 'payload > 1' } }
    const host = {
      expression:
        () =>
        async ({ payload }: Outgoing) =>
          Number(payload) > 1
    }
    const node = testNode(switchNode, { rules: [{ test: 'nnull' }, expression, { test: 'else' }] }, { host })
    expect((await node.receive({ payload: 2 })).map(({ port }) => port)).to.deep.equal([0, 1])
    const first = testNode(switchNode, { rules: [expression, { test: 'nnull' }], stopAtFirst: true }, { host })
    expect((await first.receive({ payload: 2 })).map(({ port }) => port)).to.deep.equal([0])
    expect((await first.receive({ payload: 1 })).map(({ port }) => port)).to.deep.equal([1])
  })

  it('compares with the value of the message before', async () => {
    const node = testNode(switchNode, {
      rules: [
        { test: 'gt', value: prev },
        { test: 'btwn', from: prev, to: num(9) }
      ]
    })
    const met = []
    for (const payload of [5, 7, 7, 3]) met.push((await node.receive({ payload })).map(({ port }) => port))
    expect(met).to.deep.equal([[0, 1], [0, 1], [1], []])
  })

  it('keeps the order of messages for the value before, also when it has to wait', async () => {
    const first = Promise.withResolvers<number>()
    const values = [first.promise, Promise.resolve(2)]
    const node = testNode(
      switchNode,
      { rules: [{ test: 'gt', value: prev }], property: { type: 'jsonata', value: 'x' } },
      { host: { expression: () => () => values.shift() } }
    )
    const both = [node.receive({ payload: 'first' }), node.receive({ payload: 'second' })]
    first.resolve(1)
    await Promise.all(both)
    expect(node.sent.map(({ message }) => message.payload)).to.deep.equal(['first', 'second'])
  })

  const cases: readonly [rule: object, met: readonly unknown[], unmet: readonly unknown[]][] = [
    [{ test: 'eq', value: num(5) }, [5, '5'], [4, '', null, undefined]],
    [{ test: 'neq', value: num(5) }, [4, 'a', null], [5, '5']],
    [{ test: 'lt', value: num(5) }, [4, '4', null], [5, 'a', undefined]],
    [{ test: 'lte', value: num(5) }, [5, -1], [6]],
    [{ test: 'gt', value: str('b') }, ['c'], ['b', 'a']],
    [{ test: 'gte', value: num(5) }, [5, '10'], [4]],
    [{ test: 'btwn', from: num(3), to: num(1) }, [1, 2, 3], [0, 4]],
    [{ test: 'cont', value: str('el') }, ['hello', ['bell']], ['', 5, undefined]],
    [{ test: 'hask', value: str('a') }, [{ a: undefined }], [{ b: 1 }, null, undefined, 'a', { __proto__: { a: 1 } }]],
    [{ test: 'regex', pattern: '^a.c$' }, ['abc'], ['ABC', 'xabc']],
    [{ test: 'regex', pattern: '^a.c$', ignoreCase: true }, ['ABC'], ['x']],
    [{ test: 'true' }, [true], ['true', 1]],
    [{ test: 'false' }, [false], [0, '', null]],
    [{ test: 'null' }, [null, undefined], [0, '', false]],
    [{ test: 'nnull' }, [0, '', false], [null, undefined]],
    [{ test: 'empty' }, ['', [], {}, new Uint8Array()], ['a', [1], { a: 1 }, null, undefined, 0]],
    [{ test: 'nempty' }, ['a', [1], { a: 1 }, Uint8Array.of(1)], ['', [], {}, null, undefined, 0]],
    [{ test: 'istype', type: 'string' }, [''], [1]],
    [{ test: 'istype', type: 'number' }, [1], [Number.NaN, '1']],
    [{ test: 'istype', type: 'boolean' }, [false], [0]],
    [{ test: 'istype', type: 'array' }, [[]], [{}]],
    [{ test: 'istype', type: 'buffer' }, [Uint8Array.of(1)], ['a']],
    [{ test: 'istype', type: 'object' }, [{}, new Date()], [[], null, Uint8Array.of(1)]],
    [{ test: 'istype', type: 'json' }, ['{"a":1}', '1'], ['{', 'a', undefined]],
    [{ test: 'istype', type: 'undefined' }, [undefined], [null]],
    [{ test: 'istype', type: 'null' }, [null], [undefined]]
  ]
  for (const [rule, met, unmet] of cases) {
    it(`tests ${JSON.stringify(rule)}`, async () => {
      for (const value of met) expect(await meets(rule, value), String(JSON.stringify(value))).to.equal(true)
      for (const value of unmet) expect(await meets(rule, value), String(JSON.stringify(value))).to.equal(false)
    })
  }

  it('sends every message to a rule or otherwise, never to both', async () => {
    const payload = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.integer()))
    const rule = fc.constantFrom(...cases.map(([first]) => first))
    await fc.assert(
      fc.asyncProperty(payload, fc.array(rule, { maxLength: 4 }), async (value, rules) => {
        const met = await ports([...rules, { test: 'else' }], { payload: value })
        expect(met.includes(rules.length)).to.equal(met.every(port => port === rules.length))
        const [first] = met
        expect(await ports([...rules, { test: 'else' }], { payload: value }, { stopAtFirst: true })).to.deep.equal([
          first
        ])
      }),
      { numRuns: 50 }
    )
  })
})
