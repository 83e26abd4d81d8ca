import type { Flow, FlowNode } from '@millrace/engine'
import { type DefinitionView, defineNode, describeDefinition, t } from '@millrace/sdk'
import { expect } from 'chai'
import { liveCheck, tally } from './problems.ts'

const delay = describeDefinition(
  defineNode({
    type: 'core/delay',
    title: 'delay',
    description: 'Waits.',
    category: 'function',
    config: t.Object({ seconds: t.Number({ minimum: 1 }), unit: t.String({ default: 's' }) }),
    outputs: 1,
    create: () => () => {}
  }),
  'core'
)
const catalog: ReadonlyMap<string, DefinitionView> = new Map([[delay.type, delay]])

const node = (id: string, config: Record<string, unknown>, type = 'core/delay'): FlowNode => ({
  id,
  type,
  config,
  at: [0, 0],
  wires: []
})
const flow = (...nodes: FlowNode[]): Flow => ({ format: 1, id: 'f1', name: 'One', nodes })

describe('live checking', () => {
  it('finds what does not fit the schema, with defaults filled in, and nothing else', () => {
    const problems = liveCheck()([flow(node('good', { seconds: 2 }), node('bad', { seconds: 0 }))], catalog, undefined)
    expect([...(problems.get('f1')?.keys() ?? [])]).to.deep.equal(['bad'])
    expect(problems.get('f1')?.get('bad')?.[0]).to.include({ path: '/seconds', severity: 'error' })
  })

  it('has no entry for a flow without problems', () => {
    expect(liveCheck()([flow(node('good', { seconds: 2 }))], catalog, undefined).size).to.equal(0)
  })

  it('names a type that no plugin contributes, until one does', () => {
    const check = liveCheck()
    const flows = [flow(node('n', { seconds: 2 }))]
    expect(check(flows, new Map(), undefined).get('f1')?.get('n')?.[0]?.message).to.include('core/delay')
    expect(check(flows, catalog, undefined).size).to.equal(0)
  })

  it("keeps the server's findings of nodes that have not been edited since, and drops the others", () => {
    const still = node('still', { seconds: 2 })
    const asked = flow(still, node('edited', { seconds: 2 }))
    const finding = (id: string) =>
      ({ flow: 'f1', node: id, path: '', message: 'cannot reach it', severity: 'warning' }) as const
    const server = { flows: [asked], problems: [finding('still'), finding('edited')] }
    const check = liveCheck()
    expect(tally(check([asked], catalog, server), 'f1')).to.deep.equal({ errors: 0, warnings: 2 })
    const now = [flow(still, node('edited', { seconds: 3 }))]
    expect([...(check(now, catalog, server).get('f1')?.keys() ?? [])]).to.deep.equal(['still'])
  })

  it('says the same thing once', () => {
    const bad = flow(node('bad', { seconds: 0 }))
    const own = liveCheck()([bad], catalog, undefined).get('f1')?.get('bad') ?? []
    const both = liveCheck()([bad], catalog, { flows: [bad], problems: own })
    expect(both.get('f1')?.get('bad')).to.have.length(1)
  })
})
