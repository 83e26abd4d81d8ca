import type { TestStage } from '@millrace/engine'
import { defineIntegration, describeDefinition, t } from '@millrace/sdk'
import { expect } from 'chai'
import { connectionWords } from './connection-words.ts'
import { daysUntil } from './expiry-words.ts'
import { galleryGroup } from './gallery-groups.ts'
import { usesOf } from './integration-uses.ts'
import { blocksOf, inlineOf } from './markdown-blocks.ts'
import { missingFields } from './missing-fields.ts'
import { parted } from './parted.ts'
import { trayOffsets } from './tray-layout.ts'
import { withStage } from './use-test-run.ts'

const definition = describeDefinition(
  defineIntegration({
    type: 'aws/sqs',
    title: 'Amazon SQS',
    description: 'Queues of AWS.',
    config: t.Object({ key: t.secret({ title: 'API key' }) }),
    connect: async () => ({})
  }),
  'aws'
)
const stored = { id: 'i', type: 'aws/sqs', name: 'Queue', config: { key: { $secret: 's' } } }
const state = { id: 'i', since: 0, received: 0, sent: 0, waiting: 0 }

describe('the words of a connection', () => {
  it('are the five that people know', () => {
    const word = (status: Parameters<typeof connectionWords>[1]) => connectionWords(stored, status, definition).word
    expect(word({ ...state, status: { state: 'connected' } })).to.equal('active')
    expect(word({ ...state, status: { state: 'idle' } })).to.equal('connecting')
    expect(word({ ...state, status: { state: 'connecting' } })).to.equal('connecting')
    expect(word({ ...state, status: { state: 'disabled' } })).to.equal('inactive')
    expect(word({ ...state, status: { state: 'error', reason: 'refused' } })).to.equal('error')
  })
  it('A23 A24 A25 have their shape, and the reason of an error with when it is tried next', () => {
    const words = (status: Parameters<typeof connectionWords>[1]) => connectionWords(stored, status, definition)
    expect(words({ ...state, status: { state: 'connected' } }).level).to.equal('ok')
    expect(words({ ...state, status: { state: 'error', reason: 'refused', retryAt: 5 } })).to.deep.equal({
      word: 'error',
      level: 'error',
      reason: 'refused',
      retryAt: 5
    })
    expect(connectionWords({ ...stored, enabled: false }, undefined, definition).word).to.equal('inactive')
  })
  it('say that nothing connects while the flows are stopped', () => {
    const idle = { ...state, status: { state: 'idle' } } as const
    expect(connectionWords(stored, idle, definition, true)).to.deep.include({ word: 'inactive', stopped: true })
    expect(connectionWords(stored, idle, definition, false).word).to.equal('connecting')
  })
  it('A22 name what is missing', () => {
    expect(connectionWords({ ...stored, config: {} }, undefined, definition)).to.deep.include({
      word: 'unconfigured',
      reason: 'API key is required.'
    })
    expect(connectionWords(stored, undefined, definition).word).to.equal('connecting')
  })
})

describe('A35 the gallery', () => {
  it('puts each type under the heading of its group, and one without a group at the end', () => {
    expect(galleryGroup({ group: 'queue' })).to.equal('brokers')
    expect(galleryGroup({ group: 'device cloud' })).to.equal('devices')
    expect(galleryGroup({ group: 'notification' })).to.equal('people')
    expect(galleryGroup({})).to.equal('others')
  })
})

describe('A05 who uses an integration', () => {
  it('is told flow by flow, what it starts apart from the rest', () => {
    const node = (id: string, type: string, integration?: string) =>
      ({ id, type, at: [0, 0], wires: [], ...(integration ? { integration } : {}) }) as const
    const flow = {
      format: 1,
      id: 'f',
      name: 'f',
      nodes: [node('a', 'in', 'i'), node('b', 'out', 'i'), node('c', 'in', 'j')]
    } as const
    const other = { format: 1, id: 'g', name: 'g', nodes: [node('a', 'in', 'j')] } as const
    const uses = usesOf([flow, other], 'i', type => (type === 'in' ? 'trigger' : 'node'))
    expect(
      uses.map(use => [use.flow.id, use.triggers.map(({ id }) => id), use.others.map(({ id }) => id)])
    ).to.deep.equal([['f', ['a'], ['b']]])
  })
})

describe('A22 what an integration lacks', () => {
  it('is told by the names of its fields, each once', () => {
    expect(missingFields({ config: {} }, definition)).to.deep.equal(['API key'])
    expect(missingFields(stored, definition)).to.deep.equal([])
  })
})

describe('A26 the stages of a Test', () => {
  const stage = (name: string, outcome: TestStage['outcome']): TestStage => ({ name, outcome, took: 0 })
  const told = (stages: readonly TestStage[]) => stages.map(({ name, outcome }) => `${name} ${outcome}`)
  it('take their place among those that were announced', () => {
    const announced = [stage('connect', 'not tried'), stage('subscribe', 'not tried')]
    const one = withStage(announced, stage('connect', 'passed'))
    expect(told(one)).to.deep.equal(['connect passed', 'subscribe not tried'])
    expect(told(withStage(one, stage('TLS', 'passed')))).to.deep.equal([
      'connect passed',
      'TLS passed',
      'subscribe not tried'
    ])
  })
})

describe('A28 a reason', () => {
  it('is parted into what happened and what to do', () => {
    expect(parted('refused: check the port, and that it runs')).to.deep.equal([
      'refused',
      'Check the port, and that it runs'
    ])
    expect(parted('refused')).to.deep.equal(['refused'])
  })
})

describe('A33 what ends', () => {
  it('is told in whole days', () => {
    const day = 86_400_000
    expect([daysUntil(day * 2.5, 0), daysUntil(day / 2, 0), daysUntil(0, day)]).to.deep.equal([2, 0, 0])
  })
})

describe('where trays stand', () => {
  const both = [{ kind: 'node' }, { kind: 'integration' }] as const
  it('is side by side where there is room', () => {
    expect(trayOffsets(both, 1280)).to.deep.equal([520, 0])
  })
  it('leaves a strip of the lower one where there is none', () => {
    expect(trayOffsets(both, 1000)).to.deep.equal([520 + 48 - 404, 0])
  })
})

describe('the markdown of a help text', () => {
  it('is cut into blocks', () => {
    const blocks = blocksOf('# Set up\nOpen it,\nthen:\n\n- one\n- two\n  more\n\n```\na  b\n```\n1. first')
    expect(blocks.map(({ kind, lines }) => [kind, ...lines])).to.deep.equal([
      ['heading', 'Set up'],
      ['text', 'Open it,', 'then:'],
      ['bullets', 'one', 'two more'],
      ['code', 'a  b'],
      ['numbers', 'first']
    ])
  })
  it('links only to the web', () => {
    const kinds = (text: string) => inlineOf(text).map(({ kind, text: inside }) => [kind, inside])
    expect(kinds('see [it](https://a.example) `x`')).to.deep.equal([
      ['plain', 'see '],
      ['link', 'it'],
      ['plain', ' '],
      ['code', 'x']
    ])
    expect(kinds('[it](javascript:alert)')).to.deep.equal([['plain', 'it']])
  })
})
