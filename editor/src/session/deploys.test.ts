import type { Flow, FlowNode } from '@millrace/engine'
import { expect } from 'chai'
import { createDocument } from '../document/create-document.ts'
import { trackDeploys } from './deploys.ts'

const node = (id: string, config: Record<string, unknown> = {}): FlowNode => ({
  id,
  type: 'test/node',
  config,
  at: [0, 0],
  wires: []
})
const flow = (...nodes: readonly FlowNode[]): Flow => ({ format: 1, id: 'f', name: 'F', nodes })

const started = (...nodes: readonly FlowNode[]) => {
  const document = createDocument([flow(...nodes)], 1)
  return { document, deploys: trackDeploys(document) }
}

describe('deploys below the edits', () => {
  it('leave no change of what the server sealed', async () => {
    const { document, deploys } = started(node('a'))
    document.edit('write', [{ op: 'node:change', flow: 'f', id: 'a', change: { config: { token: 'hunter2' } } }])
    const sealed = flow(node('a', { token: { $secret: 's1' } }))
    await deploys.send(document.flows, async () => {
      deploys.hear({ flows: [sealed], revision: 2 })
      return { revision: 2 }
    })
    expect([document.changed, document.revision]).to.deep.equal([false, 2])
    expect(document.flows).to.deep.equal([sealed])
  })

  it('keep what was removed while the deploy was on its way removed', async () => {
    const { document, deploys } = started()
    document.edit('add', [{ op: 'node:add', flow: 'f', node: node('a') }])
    const sent = document.flows
    await deploys.send(sent, async () => {
      document.edit('remove', [{ op: 'node:remove', flow: 'f', id: 'a' }])
      deploys.hear({ flows: sent, revision: 2 })
      return { revision: 2 }
    })
    expect(document.node('f', 'a')).to.equal(undefined)
    expect(document.changes).to.deep.equal([{ flow: 'f', node: 'a', change: 'removed' }])
  })

  it('keep the edits when somebody else was faster', async () => {
    const { document, deploys } = started(node('a'))
    document.edit('add', [{ op: 'node:add', flow: 'f', node: node('mine') }])
    const failed = await deploys
      .send(document.flows, async () => {
        deploys.hear({ flows: [flow(node('a'), node('theirs'))], revision: 2 })
        throw new Error('stale')
      })
      .catch((error: Error) => error.message)
    expect([failed, document.revision]).to.deep.equal(['stale', 2])
    expect(document.flows[0]?.nodes.map(({ id }) => id)).to.have.members(['a', 'mine', 'theirs'])
    expect(document.changes).to.deep.equal([{ flow: 'f', node: 'mine', change: 'added' }])
  })

  it('of somebody else are taken at once, and an older one not at all', () => {
    const { document, deploys } = started(node('a'))
    deploys.hear({ flows: [flow(node('b'))], revision: 3 })
    deploys.hear({ flows: [flow(node('c'))], revision: 2 })
    expect([document.revision, document.flows[0]?.nodes[0]?.id]).to.deep.equal([3, 'b'])
  })
})
