import { expect } from 'chai'
import { globalRows, globalsOf, newRow, rowProblems } from './global-rows.ts'
import { type Filter, filterIntegrations, type Listed } from './integration-filter.ts'
import { sinceWords } from './since.ts'

describe('globals', () => {
  it('come back from their rows as they were', () => {
    const globals = { broker: 'eu', retries: 3, site: { name: 'Plant' }, on: true, none: null }
    expect(globalsOf(globalRows(globals))).to.deep.equal(globals)
  })
  it('must be named so that a template can read them, once, and hold what their type says', () => {
    const [row] = globalRows({ a: 'x' })
    if (!row) throw new Error('no row')
    const problem = (change: Partial<typeof row>) => rowProblems([{ ...row, ...change }]).get(row.key)
    expect(problem({})).to.equal(undefined)
    expect(problem({ name: '' })).to.deep.equal({ name: 'missing' })
    expect(problem({ name: 'a b' })).to.deep.equal({ name: 'characters' })
    expect(problem({ type: 'number', text: 'x' })).to.deep.equal({ value: 'number' })
    expect(problem({ type: 'json', text: '{' })).to.deep.equal({ value: 'json' })
    const twice = [row, { ...newRow([row]), name: 'a' }]
    expect([...rowProblems(twice).keys()]).to.deep.equal([1])
  })
})

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

describe('a moment', () => {
  const now = new Date(2026, 10, 21, 23, 50).getTime()
  const words = (...date: [number, number, number, number, number]) =>
    sinceWords(new Date(...date).getTime(), now, time => `${time} today`, 'en')
  it('is told as short as it can be', () => {
    expect(words(2026, 10, 21, 3, 5)).to.equal('03:05 today')
    expect(words(2026, 10, 12, 3, 5)).to.equal('12 Nov')
    expect(words(2025, 10, 12, 3, 5)).to.equal('12 Nov 2025')
  })
})
