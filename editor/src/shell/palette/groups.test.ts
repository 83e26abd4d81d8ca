import type { DefinitionView } from '@millrace/sdk'
import { expect } from 'chai'
import { groupsOf, silhouetteOf } from './groups.ts'

const view = (title: string, change: Partial<DefinitionView> = {}): DefinitionView => ({
  kind: 'node',
  type: `core/${title}`,
  plugin: 'core',
  title,
  description: '',
  version: 1,
  config: {},
  hasProblems: false,
  category: 'function',
  outputs: 1,
  ...change
})

const names = (views: readonly DefinitionView[], search?: string) =>
  groupsOf(views, search).map(({ name, definitions }) => [name, definitions.map(({ title }) => title)])

describe('the groups of the palette', () => {
  const debug = view('debug', { category: 'observe', outputs: 0 })
  const inject = view('inject', { kind: 'trigger', category: 'common' })
  const mqtt = view('mqtt in', { kind: 'trigger', category: 'messaging', description: 'Subscribes to topics.' })

  it('stand in a fixed order, with what observes behind what is common', () => {
    expect(names([debug, view('function'), inject, mqtt])).to.deep.equal([
      ['messaging', ['mqtt in']],
      ['common', ['inject', 'debug']],
      ['function', ['function']]
    ])
  })

  it('hold neither integrations nor what is deprecated', () => {
    const old = view('old', { deprecated: 'Use function.' })
    expect(names([old, view('broker', { kind: 'integration' })])).to.deep.equal([])
  })

  it('are searched by every word in title, type and description', () => {
    expect(names([mqtt, debug], 'topics')).to.deep.equal([['messaging', ['mqtt in']]])
    expect(names([mqtt, debug], 'mqtt core')).to.deep.equal([['messaging', ['mqtt in']]])
    expect(names([mqtt, debug], 'mqtt kafka')).to.deep.equal([])
  })
})

describe('the silhouette of a node', () => {
  it('tells source, step and sink', () => {
    expect(silhouetteOf(view('inject', { kind: 'trigger' }))).to.equal('source')
    expect(silhouetteOf(view('catch', { hears: 'error' }))).to.equal('source')
    expect(silhouetteOf(view('function'))).to.equal('through')
    expect(silhouetteOf(view('switch', { outputs: { each: 'rules' } }))).to.equal('through')
    expect(silhouetteOf(view('debug', { outputs: 0 }))).to.equal('sink')
    expect(silhouetteOf(view('comment', { outputs: 0, inert: true }))).to.equal('through')
  })
})
