import type { StoredIntegration } from '@millrace/engine'
import { defineIntegration, describeDefinition, t } from '@millrace/sdk'
import { expect } from 'chai'
import { newIntegration, withPreset } from './integration-draft.ts'
import { limitFields, limitProblems, limitsOf } from './limits.ts'

const definition = describeDefinition(
  defineIntegration({
    type: 'x/broker',
    title: 'Broker',
    description: 'A broker.',
    config: t.Object({
      host: t.text({ minLength: 1 }),
      clientId: t.Optional(t.text({ generated: 'client-{random}' })),
      auth: t.variants(
        'method',
        { none: {}, password: { user: t.text(), password: t.secret() } },
        { default: { method: 'none' } }
      )
    }),
    connect: async () => ({})
  }),
  'x'
)
const stored: StoredIntegration = {
  id: 'b1',
  type: 'x/broker',
  name: 'Broker',
  config: { host: 'h', clientId: 'client-1', auth: { method: 'password', user: 'u', password: { $secret: 's1' } } }
}

describe('a new integration', () => {
  it('has a free name and what is made once', () => {
    const made = newIntegration(definition, [stored])
    expect(made.name).to.equal('Broker 2')
    expect(made.config.clientId).to.match(/^client-[0-9a-f]{8}$/)
    expect(newIntegration(definition, []).name).to.equal('Broker')
  })

  it('A35 begins with the preset that was chosen in the gallery', () => {
    const presets = [{ title: 'p', config: { host: 'other' } }]
    expect(newIntegration({ ...definition, presets }, [], 'p').config).to.include({ host: 'other' })
    expect(newIntegration({ ...definition, presets }, [], 'gone').config).to.not.have.property('host')
  })

  it('takes a preset over what is there', () => {
    const made = withPreset(stored, { title: 'p', config: { host: 'other' } })
    expect(made.config).to.deep.include({ host: 'other', clientId: 'client-1' })
  })
})

describe('A30 limits', () => {
  const defaults = { rate: { messages: 100, per: 'minute' }, bytes: 1000 } as const
  it('come back from their form as they were', () => {
    for (const limits of [{}, { concurrent: 3 }, { rate: { messages: 5, per: 'second' }, throttle: 20 }] as const)
      expect(limitsOf(limitFields(limits), defaults)).to.deep.equal(limits)
  })
  it('are a whole rate, whichever of its two fields was set', () => {
    expect(limitsOf({ messages: 7 }, defaults).rate).to.deep.equal({ messages: 7, per: 'minute' })
    expect(limitsOf({ per: 'second' }, defaults).rate).to.deep.equal({ messages: 100, per: 'second' })
    expect(limitsOf({ per: 'second' }, {}).rate).to.equal(undefined)
  })
  it('refuse what paces nothing', () => {
    expect(limitProblems({ rate: { messages: 0, per: 'second' } })).to.have.length(1)
    expect(limitProblems({ rate: { messages: 1, per: 'second' } })).to.deep.equal([])
    expect(limitProblems(undefined)).to.deep.equal([])
  })
})
