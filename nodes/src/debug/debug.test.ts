import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { debugNode } from './index.ts'

const message = { _msgid: 'm', topic: 't', payload: { a: [1, 2] } }

describe('core/debug', () => {
  it('shows the payload, and says where it comes from', async () => {
    const node = testNode(debugNode)
    expect(await node.receive(message)).to.deep.equal([])
    expect(node.shown).to.deep.equal([{ value: { a: [1, 2] }, topic: 't', _msgid: 'm', property: 'payload' }])
  })

  it('shows a deep property or the whole message', async () => {
    const deep = testNode(debugNode, { property: { type: 'msg', value: 'payload.a[1]' } })
    await deep.receive(message)
    expect(deep.shown).to.deep.include({ value: 2, topic: 't', _msgid: 'm', property: 'payload.a[1]' })
    const whole = testNode(debugNode, { show: 'message' })
    await whole.receive(message)
    expect(whole.shown).to.deep.equal([{ value: message, topic: 't', _msgid: 'm' }])
  })

  it('shows what an expression makes of the message', async () => {
    const node = testNode(
      debugNode,
      { show: 'expression', expression: { type: 'jsonata', value: '$count(payload.a)' } },
      { host: { expression: () => async () => 2 } }
    )
    await node.receive(message)
    expect(node.shown[0]?.value).to.equal(2)
  })

  it('asks for the expression that it is to show', () => {
    expect(debugNode.problems?.({ show: 'expression' } as never)).to.deep.equal([
      { path: '/expression', message: 'is required' }
    ])
  })

  it('is turned off and on while it runs', async () => {
    const node = testNode(debugNode, { active: false })
    await node.receive({ payload: 1 })
    await node.press({ active: true })
    await node.receive({ payload: 2 })
    await node.press({ active: false })
    await node.receive({ payload: 3 })
    expect(node.shown.map(({ value }) => value)).to.deep.equal([2])
  })

  it('shows nothing in the sidebar when people do not want it there', async () => {
    const node = testNode(debugNode, { sidebar: false })
    await node.receive(message)
    expect(node.shown).to.deep.equal([])
  })

  it('cuts what stands under the node at 32 characters, and says it once', async () => {
    const node = testNode(debugNode, { status: true })
    await node.receive({ payload: 'x'.repeat(40) })
    await node.receive({ payload: 'x'.repeat(40) })
    expect(node.statuses).to.deep.equal([{ text: `${'x'.repeat(32)}...`, level: 'idle' }])
  })

  it('shows the error or the status that a message carries', async () => {
    const node = testNode(debugNode, { status: true })
    await node.receive({ payload: 1, error: { message: 'pump is away' } })
    await node.receive({ payload: 1, status: { text: 'connected' } })
    expect(node.statuses).to.deep.equal([
      { text: 'pump is away', level: 'error' },
      { text: 'connected', level: 'idle' }
    ])
  })

  it('counts, or shows another value', async () => {
    const counting = testNode(debugNode, { status: true, statusShows: 'count' })
    await counting.receive(message)
    await counting.receive(message)
    expect(counting.statuses.map(({ text }) => text)).to.deep.equal(['1', '2'])
    const other = testNode(debugNode, {
      status: true,
      statusShows: 'value',
      statusValue: { type: 'msg', value: 'topic' }
    })
    await other.receive(message)
    expect(other.statuses.map(({ text }) => text)).to.deep.equal(['t'])
  })
})
