import type { FlowNode } from '@millrace/engine'
import type { DefinitionView, JsonSchema } from '@millrace/sdk'
import { expect } from 'chai'
import { nodeOf } from '../document/testing.ts'
import { labelOf } from './label.ts'
import { lookOf, type Measure } from './node-look.ts'
import { outputsOf } from './port-names.ts'

const definition = (draft: Partial<DefinitionView> = {}): DefinitionView => ({
  kind: 'node',
  type: 'core/x',
  plugin: 'core',
  title: 'x',
  description: '',
  version: 1,
  config: {},
  hasProblems: false,
  outputs: 1,
  ...draft
})
const properties = (fields: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties: fields
})
const label = (node: Partial<FlowNode>, known?: DefinitionView): string =>
  labelOf(nodeOf('a', node), known, id => (id === 'broker' ? 'Plant broker' : undefined))

describe('label of a node', () => {
  it('is its name before everything else', () => {
    expect(label({ name: ' Boilers ', config: { topics: ['t'] } }, definition())).to.equal('Boilers')
  })

  it('tells what the config is about', () => {
    expect(label({ config: { topics: ['plant/+/boiler'] } })).to.equal('plant/+/boiler')
    expect(label({ config: { topics: [{ topic: 'a' }, { topic: 'b' }, { topic: 'c' }] } })).to.equal('a +2')
    expect(label({ config: { method: 'post', path: '/readings' } })).to.equal('POST /readings')
    expect(label({ config: { method: 'GET', url: 'https://acme.example/x' } })).to.equal('GET acme.example/x')
    expect(label({ config: { topic: { type: 'str', value: 'out' } } })).to.equal('out')
  })

  it('tells when it fires by itself, as far as its config is in force', () => {
    const config = properties({
      repeat: { default: 'none' },
      interval: { when: { repeat: ['interval'] } },
      cron: { when: { repeat: ['cron'] } }
    })
    const told = (stored: object) =>
      label({ config: { interval: 300, cron: '0 6 * * *', ...stored } }, definition({ config }))
    expect(told({ repeat: 'cron' })).to.equal('06:00')
    expect(told({ repeat: 'cron', cron: '*/5 * * * 1' })).to.equal('*/5 * * * 1')
    expect(told({ repeat: 'interval' })).to.equal('every 5 min')
    expect(told({ repeat: 'none' })).to.equal('x')
    expect(told({})).to.equal('x')
  })

  it('tells what a node that hears others listens to, and what a rule does', () => {
    const config = properties({ scope: { default: 'all', labels: { all: 'all nodes' } } })
    expect(label({}, definition({ title: 'catch', hears: 'error', config }))).to.equal('catch: all nodes')
    const rules = [{ action: 'set', target: { type: 'msg', value: 'topic' } }, { action: 'delete' }]
    expect(label({ config: { rules } })).to.equal('set msg.topic +1')
  })

  it('passes over what only the message decides', () => {
    expect(label({ config: { topic: '{{msg.topic}}' }, integration: 'broker' })).to.equal('Plant broker')
    expect(label({ config: { topic: 'plant/{{msg.id}}' } })).to.equal('plant/{{msg.id}}')
  })

  it('never shows a secret or code', () => {
    const config = properties({ path: { type: 'string', secret: true }, topic: { type: 'string', code: 'js' } })
    expect(label({ config: { path: 'hidden', topic: 'return 1' } }, definition({ config }))).to.equal('x')
    expect(label({ config: { path: 'open' } }, definition({ config: properties({ path: {} }) }))).to.equal('open')
  })

  it('falls back to the integration, then to the type', () => {
    expect(label({ integration: 'broker' }, definition())).to.equal('Plant broker')
    expect(label({ integration: 'gone' }, definition({ title: 'mqtt out' }))).to.equal('mqtt out')
    expect(label({ type: 'other/some-thing' })).to.equal('some thing')
  })

  it('of a note is the first line of its text', () => {
    expect(label({ config: { text: 'One\nTwo' } }, definition({ inert: true }))).to.equal('One')
  })
})

describe('outputs of a node', () => {
  const each = definition({ outputs: { each: 'rules' } })
  const names = (rules: readonly unknown[]) => outputsOf(nodeOf('a', { config: { rules } }), each)

  it('are called by the rules they stand for', () => {
    const rules = [
      { t: 'gt', v: '80' },
      { test: 'btwn', from: { type: 'num', value: '60' }, to: 80 },
      { t: 'else' },
      { test: 'regex', pattern: '^a' },
      'ok'
    ]
    expect(names(rules)).to.deep.equal({ count: 5, names: ['> 80', '60–80', 'else', '/^a/', 'ok'] })
    expect(
      names([{ test: 'eq', value: { type: 'str', value: 'on' } }, { test: 'istype', type: 'json' }, { label: 'rest' }])
        .names
    ).to.deep.equal(['= on', 'is json', 'rest'])
  })

  it('have no names when there is only one', () => {
    expect(names([{ t: 'gt', v: '80' }])).to.deep.equal({ count: 1, names: undefined })
  })

  it('count the defaults of a config that says nothing', () => {
    const config = properties({ rules: { type: 'array', default: [{ t: 'else' }, { t: 'null' }] } })
    const known = definition({ outputs: { each: 'rules' }, config })
    expect(outputsOf(nodeOf('a'), known).count).to.equal(2)
  })

  it('of an unknown type are those that are wired', () => {
    expect(outputsOf(nodeOf('a', { wires: [['b'], []] }), undefined).count).to.equal(2)
  })
})

describe('look of a node', () => {
  const measure: Measure = text => text.length * 7
  const look = (node: Partial<FlowNode>, known?: DefinitionView) =>
    lookOf(nodeOf('a', node), known, () => undefined, measure)

  it('tells source, step and sink by their ends', () => {
    expect(look({}, definition({ kind: 'trigger' }))).to.include({ shape: 'source', input: false })
    expect(look({}, definition({ hears: 'error' }))).to.include({ shape: 'source', input: false })
    expect(look({}, definition())).to.include({ shape: 'step', input: true })
    expect(look({}, definition({ outputs: 0 }))).to.include({ shape: 'sink', input: true })
    expect(look({}, definition({ inert: true, outputs: 0 }))).to.include({ shape: 'comment', input: false })
    expect(look({})).to.include({ shape: 'step', unknown: true })
  })

  it('is as wide as its label, on the grid, and as high as its outputs', () => {
    expect(look({ name: 'a' }, definition())).to.include({ width: 100, height: 32 })
    expect(look({ name: 'twenty letters, say.' }, definition())).to.include({ width: 200 })
    expect(look({ name: 'a'.repeat(200) }, definition())).to.include({ width: 320 })
    expect(look({ name: 'a' }, definition({ outputs: ['ok', 'bad', 'else'] }))).to.include({ height: 56 })
  })

  it('breaks a long note into lines', () => {
    const note = look({ name: 'word '.repeat(30) }, definition({ inert: true }))
    expect(note.width).to.be.at.most(420)
    expect(note.height).to.equal(60)
  })
})
