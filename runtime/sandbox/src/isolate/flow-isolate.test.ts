import { expect } from 'chai'
import type { Answers, FlowEvent } from '../boundary.ts'
import { FlowIsolate } from './flow-isolate.ts'

const nobody: Answers = {
  read: () => undefined,
  keys: () => [],
  env: () => undefined,
  watch: () => undefined,
  wrote: () => {}
}

const start = (fn: number, source: string): FlowEvent => ({
  kind: 'start',
  fn,
  spec: { id: `f/${fn}`, name: `${fn}`, outputs: 1, source, setup: '', close: '', timeout: 1000 }
})

const messages = (fn: number, ...bodies: readonly object[]): FlowEvent => ({
  kind: 'messages',
  fn,
  first: 1,
  count: bodies.length,
  text: JSON.stringify(bodies)
})

describe('the isolate of a flow', () => {
  const run = (...events: readonly FlowEvent[]) => {
    const isolate = new FlowIsolate(32, nobody)
    try {
      return [...isolate.run(events)].flatMap(({ effects }) => effects.flatMap(text => JSON.parse(`[${text}]`)))
    } finally {
      isolate.close()
    }
  }
  const functions = [start(1, 'msg.n++; return msg'), start(2, 'msg.n *= 2; return msg')]
  const message = { _msgid: 'm', n: 1 }

  it('takes a message along a wire to another function, and tells of both together', () => {
    const wired = run(...functions, { kind: 'wires', fn: 1, targets: [2] }, messages(1, message))
    expect(wired).to.deep.equal([
      ...['way', 1, [0]],
      ...['last', 1, 0, { _msgid: 'm', n: 2 }],
      ...['via', 1, 1, 0, { _msgid: 'm', n: 4 }]
    ])
    expect(run(...functions, messages(1, message)), 'the control').to.deep.equal(['sent', 1, 0, { _msgid: 'm', n: 2 }])
  })

  it('takes none along that has to be by itself', () => {
    const alone = { ...messages(1, message), alone: true } as FlowEvent
    expect(run(...functions, { kind: 'wires', fn: 1, targets: [2] }, alone)).to.deep.equal([
      'sent',
      1,
      0,
      { _msgid: 'm', n: 2 }
    ])
  })
})
