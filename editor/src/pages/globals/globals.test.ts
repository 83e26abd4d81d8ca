import { expect } from 'chai'
import { globalRows, globalsOf, newRow, rowProblems } from './global-rows.ts'

describe('Q03 globals', () => {
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
    expect(problem({ type: 'json', text: '{' }))
      .to.include({ value: 'json' })
      .and.have.property('detail')
    expect(problem({ text: 'x'.repeat(32_768) })).to.deep.equal({ value: 'long' })
    const twice = [row, { ...newRow([row]), name: 'a' }]
    expect([...rowProblems(twice).keys()]).to.deep.equal([1])
  })
})
