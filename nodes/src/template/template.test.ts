import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { template } from './index.ts'

const run = async (text: string, message: Outgoing, config: object = {}) => {
  const [first] = await testNode(template, { template: text, ...config }).receive(message)
  return first?.message.payload
}

describe('core/template', () => {
  it('fills in values, escaped for HTML unless told otherwise', async () => {
    const message = { payload: { a: '<b> & "c"' }, topic: 't' }
    expect(await run('{{topic}}: {{payload.a}}', message)).to.equal('t: &lt;b&gt; &amp; &quot;c&quot;')
    expect(await run('{{{payload.a}}}', message)).to.equal('<b> & "c"')
    expect(await run('{{&payload.a}}', message)).to.equal('<b> & "c"')
  })

  it('puts in numbers and booleans, and nothing for what is not there', async () => {
    expect(await run('{{a}} {{b}} {{c}} {{d.e}}!', { a: 0, b: false, c: null })).to.equal('0 false  !')
  })

  it('repeats sections, with names of the item, then of what is around it', async () => {
    const message = { payload: [{ n: 1 }, { n: 2 }], unit: 'm', topic: 't' }
    expect(await run('{{#payload}}{{n}}{{unit}} {{/payload}}', message)).to.equal('1m 2m ')
    expect(await run('{{#payload}}{{.}}{{/payload}}', { payload: ['a', 'b'] })).to.equal('ab')
    expect(await run('{{^payload}}none{{/payload}}', { payload: [] })).to.equal('none')
    expect(await run('{{payload.length}}', message)).to.equal('2')
  })

  it('looks into environment and state where the message has no such property', async () => {
    const node = testNode(
      template,
      { template: '{{env.SITE}} {{flow.a.b}} {{global.g}} {{flow[disk].d}} {{flow.none}}' },
      { host: { env: name => (name === 'SITE' ? 'north' : undefined) } }
    )
    node.state('flow').set('a', { b: 1 })
    node.state('global').set('g', 2)
    node.state('flow', 'disk').set('d', 3)
    expect((await node.receive({}))[0]?.message.payload).to.equal('north 1 2 3 ')
    expect((await node.receive({ flow: { a: { b: 'own' } } }))[0]?.message.payload).to.equal('north own 2 3 ')
  })

  it('keeps a plain text as it is', async () => {
    expect(await run('{{payload}}', { payload: 1 }, { syntax: 'plain' })).to.equal('{{payload}}')
  })

  it('takes the template of the message when it has none', async () => {
    expect(await run('', { template: '<{{payload}}>', payload: 1 })).to.equal('<1>')
    expect(await run('own', { template: '<{{payload}}>', payload: 1 })).to.equal('own')
    expect(await run('', { payload: 1 })).to.equal('')
  })

  it('gives JSON, with line breaks of values escaped', async () => {
    const json = { output: 'json' }
    expect(
      await run('{"a":"{{payload}}","b":[{{#list}}"{{.}}"{{/list}}]}', { payload: 'x\n"y"\\', list: ['\t'] }, json)
    ).to.deep.equal({ a: 'x\n&quot;y&quot;\\', b: ['\t'] })
    const caught = await run('{"a":', {}, json).catch(error => error)
    expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
  })

  it('gives YAML', async () => {
    expect(await run('a: {{payload}}\nb: [1, 2]', { payload: 5 }, { output: 'yaml' })).to.deep.equal({
      a: 5,
      b: [1, 2]
    })
    const caught = await run('a: [', {}, { output: 'yaml' }).catch(error => error)
    expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
  })

  it('sets any property, also of state', async () => {
    const node = testNode(template, { template: 'x{{payload}}', target: { type: 'flow', value: 'text' } })
    expect((await node.receive({ payload: 1 }))[0]?.message.payload).to.equal(1)
    expect(node.state('flow').get('text')).to.equal('x1')
  })

  it('says what is wrong with a template', () => {
    const problems = (config: object) => template.problems?.({ syntax: 'mustache', ...config } as never)
    expect(problems({ template: '{{#a}}' })?.[0]?.message).to.match(/^is not a template: Unclosed section/)
    expect(problems({ template: '{{a}}' })).to.deep.equal([])
    expect(problems({ syntax: 'plain', template: '{{#a}}' })).to.deep.equal([])
  })

  it('reaches no code, whatever a template of a message asks for', async () => {
    for (const name of ['constructor', 'payload.constructor.constructor', 'toString', '__proto__', 'payload.__proto__'])
      expect(
        await run('', { template: `<{{${name}}}{{#${name}}}return process{{/${name}}}>`, payload: 'a' }),
        name
      ).to.equal('<>')
  })
})
