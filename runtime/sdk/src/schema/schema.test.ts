import { expect } from 'chai'
import type { ConfigError } from '../errors.ts'
import type { Message } from '../message.ts'
import { check } from './check.ts'
import { generate } from './generate.ts'
import { bareHost, parse } from './parse.ts'
import { t } from './schema.ts'
import { sealSecrets, secretReferences } from './secrets.ts'
import { applies, asJson } from './walk.ts'

const schema = t.Object({
  protocol: t.choice(['mqtt', 'mqtts'], { default: 'mqtt' }),
  host: t.text({ minLength: 1 }),
  port: t.Optional(t.integer({ minimum: 1, maximum: 65_535 })),
  clientId: t.Optional(t.text({ generated: 'millrace-{random}' })),
  ca: t.Optional(t.text({ when: { protocol: ['mqtts'] }, minLength: 4 })),
  auth: t.variants(
    'method',
    { none: {}, password: { username: t.text(), password: t.secret() } },
    { default: { method: 'none' } }
  ),
  topics: t.Array(t.text({ format: 'topic-filter' }), { default: [], uniqueItems: true })
})

const problems = (config: object) => {
  try {
    parse(schema, config, bareHost)
    return []
  } catch (error) {
    return (error as ConfigError).problems.map(({ path, message }) => `${path} ${message}`)
  }
}

describe('schema', () => {
  it('fills in defaults', () => {
    expect(parse(schema, { host: 'h' }, bareHost)).to.deep.equal({
      protocol: 'mqtt',
      host: 'h',
      auth: { method: 'none' },
      topics: []
    })
  })

  it('names every problem with its place, of the chosen variant only', () => {
    expect(problems({ port: 'x', auth: { method: 'password', username: 'u' }, protocol: 'http' })).to.deep.equal([
      '/protocol must be one of mqtt, mqtts',
      '/host is required',
      '/port must be a whole number',
      '/auth/password is required'
    ])
    expect(problems({ host: '' })).to.deep.equal(['/host is required'])
    expect(problems({ host: 'h', auth: { method: 'magic' } })).to.deep.equal([
      '/auth/method must be one of none, password'
    ])
  })

  it('lets a field play a part only while a sibling does not match a pattern', () => {
    const { properties } = t.Object({ url: t.text(), region: t.text({ when: { url: { not: '^$|^https://aws' } } }) })
    const shown = (url?: string) => applies(asJson(properties.region), { url })
    expect([shown(), shown('https://aws/x'), shown('http://emulator')]).to.deep.equal([false, false, true])
  })

  it('says what is wrong with a topic filter, and what to write instead', () => {
    expect(problems({ host: 'h', topics: ['a/#', 'plant/#/alarm'] })).to.deep.equal([
      '/topics/1 # must come last. For one level write plant/+/alarm'
    ])
  })

  it('neither checks nor keeps a field that does not apply', () => {
    expect(problems({ host: 'h', ca: 'x' })).to.deep.equal([])
    expect(problems({ host: 'h', ca: 'x', protocol: 'mqtts' })).to.deep.equal(['/ca must have at least 4 characters'])
    expect(parse(schema, { host: 'h', ca: 'x' }, bareHost)).to.not.have.property('ca')
  })

  it('renders templates from globals and environment, and checks what came out', () => {
    const host = {
      ...bareHost,
      global: (name: string) => ({ broker: 'b.example', port: 99_999 })[name],
      env: () => 'eu'
    }
    expect(parse(schema, { host: '{{globals.broker}}.{{env.SITE}}' }, host)).to.have.property('host', 'b.example.eu')
    expect(() => parse(schema, { host: 'h', port: '{{globals.port}}' }, host)).to.throw('/port must be at most 65535')
    expect(problems({ host: '{{globals.none}}' })).to.deep.equal(['/host there is no global none'])
    expect(problems({ host: '{{msg.topic}}' })[0]).to.match(/^\/host .*no message yet/)
  })

  it('turns templates and typed inputs into functions of the message', () => {
    const config = t.Object({ topic: t.template(), value: t.value() })
    const { topic, value } = parse(
      config,
      { topic: 'a/{{msg.payload.id}}', value: { type: 'msg', value: 'payload.list[0]' } },
      bareHost
    ) as {
      topic: (message: Message) => string
      value: (message: Message) => unknown
    }
    const message = { _msgid: '1', payload: { id: 7, list: ['x'] } }
    expect([topic(message), value(message)]).to.deep.equal(['a/7', 'x'])
  })

  it('makes what is generated once, and keeps it', () => {
    const made = generate(asJson(schema), { host: 'h' }, () => 'c0ffee00') as { clientId: string }
    expect(made.clientId).to.equal('millrace-c0ffee00')
    expect(generate(asJson(schema), made, () => 'other')).to.deep.equal(made)
  })

  it('is plain JSON Schema on the wire: the same checks after a journey', () => {
    const wire = JSON.parse(JSON.stringify(schema))
    expect(check(wire, { host: 7 })).to.deep.equal(check(schema, { host: 7 }))
  })
})

describe('secrets of a config', () => {
  const headers = t.Object({ headers: t.Array(t.Object({ name: t.String(), value: t.secret() })) })

  it('stay with their item when another is removed (probe P8)', () => {
    let count = 0
    const keep = () => ({ $secret: `s${count++}` })
    const sealed = sealSecrets(
      asJson(headers),
      {
        headers: [
          { name: 'A', value: 'of A' },
          { name: 'B', value: 'of B' }
        ]
      },
      keep
    ) as { headers: object[] }
    expect(JSON.stringify(sealed)).to.not.include('of A')
    const edited = { headers: sealed.headers.slice(1) }
    expect(sealSecrets(asJson(headers), edited, keep)).to.deep.equal({
      headers: [{ name: 'B', value: { $secret: 's1' } }]
    })
    expect(secretReferences(edited)).to.deep.equal(['s1'])
  })

  it('are filled in from their references, and a missing one is said', () => {
    const stored = { headers: [{ name: 'A', value: { $secret: 's0' } }] }
    expect(parse(headers, stored, { ...bareHost, secret: () => 'plain' })).to.deep.equal({
      headers: [{ name: 'A', value: 'plain' }]
    })
    expect(() => parse(headers, stored, bareHost)).to.throw('/headers/0/value there is no secret s0')
  })
})
