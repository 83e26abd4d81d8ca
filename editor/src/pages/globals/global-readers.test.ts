import type { Flow, StoredIntegration } from '@millrace/engine'
import { expect } from 'chai'
import { changedNames, effectOf, readersOf } from './global-readers.ts'

const integration = (id: string, host: string, enabled = true): StoredIntegration => ({
  id,
  type: 'mqtt/broker',
  name: id,
  config: { auth: { user: '{{globals.user}}' }, host },
  ...(enabled ? {} : { enabled })
})
const flow = (id: string, topic: string, env?: Record<string, unknown>): Flow => ({
  format: 1,
  id,
  name: id,
  ...(env ? { env } : {}),
  nodes: [{ id: 'n', type: 'x', config: { topics: [topic, 'globals.site'] }, at: [0, 0], wires: [] }]
})
const integrations = [
  integration('a', '{{ globals.broker }}.example'),
  integration('b', 'fixed'),
  integration('c', '{{globals.broker}}', false)
]
const flows = [flow('f', 'plant/{{globals.site}}'), flow('g', 'plant/{{globals.site}}', { site: 'own' })]

describe('Q03 a global', () => {
  it('is read by templates that name it, wherever they stand', () => {
    expect(readersOf('broker', integrations, flows).integrations.map(({ id }) => id)).to.deep.equal(['a', 'c'])
    expect(readersOf('user', integrations, flows).integrations).to.have.length(3)
    expect(readersOf('brok', integrations, flows).integrations).to.deep.equal([])
  })
  it('is not read where a flow has a value of its own', () => {
    expect(readersOf('site', integrations, flows).flows.map(({ flow: { id }, nodes }) => [id, nodes])).to.deep.equal([
      ['f', 1]
    ])
  })
  it('reconnects what is enabled and reads it, when it changes', () => {
    const { reconnect, nodes } = effectOf(['broker', 'site'], integrations, flows)
    expect([reconnect.map(({ id }) => id), nodes]).to.deep.equal([['a'], 1])
    expect(effectOf([], integrations, flows)).to.deep.equal({ reconnect: [], nodes: 0 })
  })
  it('has changed when its value is another, new or gone', () => {
    expect(changedNames({ a: 1, b: 2, c: 3 }, { a: 1, b: 4, d: 5 }, Object.is)).to.deep.equal(['b', 'c', 'd'])
  })
})
