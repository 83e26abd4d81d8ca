import { bareHost, type Node, parse } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { catchNode } from './catch.ts'
import { commentNode } from './comment.ts'
import { completeNode } from './complete.ts'
import { statusNode } from './status.ts'

const scopeOf = (node: Node, config: object) => node.scope?.(parse(node.config, config, bareHost) as never)

describe('nodes that hear other nodes', () => {
  it('pass on what the runtime feeds them', async () => {
    const message = { _msgid: 'm', payload: 1, error: { message: 'no', source: { id: 'n' } } }
    for (const node of [catchNode, statusNode]) {
      expect(await testNode(node as Node).receive(message)).to.deep.equal([{ port: 0, message }])
    }
    expect(await testNode(completeNode, { nodes: ['n'] }).receive(message)).to.deep.equal([{ port: 0, message }])
  })

  it('say whom they hear', () => {
    expect(scopeOf(catchNode, {})).to.deep.equal({ nodes: 'flow' })
    expect(scopeOf(catchNode, { scope: 'uncaught' })).to.deep.equal({ nodes: 'flow', uncaught: true })
    expect(scopeOf(catchNode, { scope: 'selected', nodes: ['a'] })).to.deep.equal({ nodes: ['a'] })
    expect(scopeOf(statusNode, {})).to.deep.equal({ nodes: 'flow' })
    expect(scopeOf(statusNode, { scope: 'selected', nodes: ['a'] })).to.deep.equal({ nodes: ['a'] })
    expect(scopeOf(completeNode, { nodes: ['a', 'b'] })).to.deep.equal({ nodes: ['a', 'b'] })
  })

  it('need a selection where one is asked for', () => {
    expect(() => testNode(catchNode, { scope: 'selected' })).to.throw('/nodes must have at least one entry')
    expect(() => testNode(completeNode)).to.throw('/nodes must have at least one entry')
  })

  it('a comment sends nothing', async () => {
    expect(commentNode.inert).to.equal(true)
    expect(await testNode(commentNode, { text: '# why' }).receive({ payload: 1 })).to.deep.equal([])
  })
})
