import { expect } from 'chai'
import { type Filter, filterIntegrations, type Listed } from './integration-filter.ts'

describe('the list of integrations', () => {
  const listed = (name: string, type: string, word: Listed['words']['word']): Listed => ({
    integration: { id: name, type, name, config: {} },
    title: type.toUpperCase(),
    words: { word, level: 'ok' }
  })
  const all = [listed('Plant', 'mqtt', 'error'), listed('Alarms', 'sqs', 'active'), listed('Line', 'mqtt', 'active')]
  const found = (filter: Partial<Filter>) =>
    filterIntegrations(all, { search: '', type: undefined, word: undefined, ...filter }).map(
      ({ integration }) => integration.name
    )

  it('is narrowed by text in name and type, by type and by state', () => {
    expect(found({})).to.have.length(3)
    expect(found({ search: 'sqs' })).to.deep.equal(['Alarms'])
    expect(found({ search: ' pla' })).to.deep.equal(['Plant'])
    expect(found({ type: 'mqtt', word: 'active' })).to.deep.equal(['Line'])
  })
})
