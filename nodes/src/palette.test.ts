import { readdirSync } from 'node:fs'
import { check, describePlugin, fill } from '@millrace/sdk'
import { expect } from 'chai'
import palette, { core } from './index.ts'

const icons = new Set(readdirSync(new URL('../../editor/src/design/icons/', import.meta.url)))

describe('the core palette', () => {
  const views = describePlugin(core)

  it('is one plugin, whose definitions are told apart by their types', () => {
    expect(palette).to.equal(core)
    const types = views.map(({ type }) => type)
    expect(new Set(types).size).to.equal(types.length)
    for (const type of types) expect(type).to.match(/^core\/[a-z-]+$/)
  })

  for (const view of views) {
    it(`${view.type} explains itself, as JSON`, () => {
      expect(JSON.parse(JSON.stringify(view))).to.deep.equal(view)
      expect(view.title).not.to.equal('')
      expect(view.description).to.match(/^[A-Z].*\.$/)
      expect(view.help?.length).to.be.greaterThan(40)
      expect(icons.has(`${view.icon}.svg`), view.icon).to.equal(true)
    })

    it(`${view.type} has defaults that fit, but for what only people can know`, () => {
      const problems = check(view.config, fill(view.config, {}))
      expect(problems).to.deep.equal(
        view.type === 'core/complete' ? [{ path: '/nodes', message: 'must have at least one entry' }] : []
      )
    })
  }
})
