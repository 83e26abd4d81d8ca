import type { IntegrationState } from '@millrace/engine'
import type { IntegrationActivity } from '@millrace/server/protocol'
import { expect } from 'chai'
import type { Listed } from './integration-filter.ts'
import { nextSort, type Sort, sortIntegrations } from './integration-sort.ts'

const listed = (name: string, word: Listed['words']['word']): Listed => ({
  integration: { id: name, type: 'x', name, config: {} },
  title: 'X',
  words: { word, level: 'ok' }
})
const all = [listed('Line', 'active'), listed('Alarms', 'active'), listed('Plant', 'error')]
const connections = new Map([['Line', { since: 5 } as IntegrationState]])
const activities = new Map([['Alarms', { lastHour: { received: 3, sent: 9 } } as IntegrationActivity]])
const names = (sort: Sort) =>
  sortIntegrations(all, sort, { connections, activities }).map(({ integration }) => integration.name)

describe('A02 the list of integrations is sorted', () => {
  it('by name, both ways', () => {
    expect(names({ by: 'name', descending: false })).to.deep.equal(['Alarms', 'Line', 'Plant'])
    expect(names({ by: 'name', descending: true })).to.deep.equal(['Plant', 'Line', 'Alarms'])
  })
  it('by state, what needs a person first', () => {
    expect(names({ by: 'status', descending: false })).to.deep.equal(['Plant', 'Alarms', 'Line'])
  })
  it('by time and by what it carried', () => {
    expect(names({ by: 'since', descending: true })[0]).to.equal('Line')
    expect(names({ by: 'out', descending: true })[0]).to.equal('Alarms')
  })
  it('anew by a column that is chosen, and turned round by the same one', () => {
    const sort = nextSort({ by: 'name', descending: false }, 'in')
    expect(sort).to.deep.equal({ by: 'in', descending: true })
    expect(nextSort(sort, 'in')).to.deep.equal({ by: 'in', descending: false })
  })
})
