import { defineIntegration, t } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, node, runtimeOf, source, until } from '../kit.test.ts'

describe('connections', () => {
  const link = (connect: Parameters<typeof defineIntegration>[0]['connect']) =>
    defineIntegration({
      type: 'test/link',
      title: 'Link',
      description: '',
      config: t.Object({ host: t.Optional(t.text()) }),
      connect
    })
  const stored = { id: 'i', type: 'test/link', name: 'Link', config: {} }

  it('holds what is sent while the connection is away, and delivers it when it is back (probe P5)', async () => {
    const src = source()
    let drop = (_?: Error) => {}
    let up = 0
    const integration = link(async ({ lost }) => {
      drop = lost
      return { number: ++up }
    })
    const sent: unknown[] = []
    const output = node(
      'test/out',
      (message, _out, connection: { number: number }) => void sent.push([message.payload, connection.number]),
      { integration }
    )
    const runtime = runtimeOf([integration, src.definition, output], {
      integrations: [stored],
      flows: [flow({ in: ['test/source', 'a'], a: ['test/out'] }, {}, { a: { integration: 'i' } })]
    })
    await runtime.start()
    await until(() => runtime.connections()[0]?.status.state === 'connected')
    void src.emit('a')
    drop(new Error('cable'))
    void src.emit('b')
    await until(() => sent.length === 2)
    expect(sent).to.deep.equal([
      ['a', 1],
      ['b', 2]
    ])
    await runtime.stop()
  })

  it('puts a message whose sending failed with the connection back in front of the next', async () => {
    const src = source()
    let drop = (_?: Error) => {}
    let up = 0
    const integration = link(async ({ lost }) => {
      drop = lost
      return { number: ++up }
    })
    const sent: unknown[] = []
    const output = node(
      'test/out',
      async (message, _out, connection: { number: number }) => {
        if (connection.number === 1) {
          drop(new Error('cable'))
          await until(() => runtime.connections()[0]?.status.state !== 'connected')
          throw new Error('closed while sending')
        }
        sent.push(message.payload)
      },
      { integration, concurrency: 1 }
    )
    const runtime = runtimeOf([integration, src.definition, output], {
      integrations: [stored],
      flows: [flow({ in: ['test/source', 'a'], a: ['test/out'] }, {}, { a: { integration: 'i' } })]
    })
    await runtime.start()
    await until(() => runtime.connections()[0]?.status.state === 'connected')
    void src.emit('a')
    void src.emit('b')
    await until(() => sent.length === 2)
    expect(sent).to.deep.equal(['a', 'b'])
    await runtime.stop()
  })

  it('leaves the others running when one trigger cannot start, and tries that one again alone (probe P4)', async () => {
    const integration = link(async () => 'c')
    let refusals = 2
    const good = source('test/good', { integration })
    const picky = node('test/none', () => {})
    const bad = {
      ...source('test/bad', { integration }).definition,
      start: async () => {
        if (refusals-- > 0) throw new Error('topic refused')
      }
    } as never
    const runtime = runtimeOf([integration, good.definition, bad, picky], {
      integrations: [stored],
      flows: [flow({ a: ['test/good'], b: ['test/bad'] }, {}, { a: { integration: 'i' }, b: { integration: 'i' } })]
    })
    const statuses: string[] = []
    runtime.on('status', ({ address, text }) => statuses.push(`${address} ${text}`))
    await runtime.start()
    await until(() => refusals < 0)
    expect(runtime.connections()[0]?.status.state).to.equal('connected')
    expect(good.contexts).to.have.length(1)
    expect(statuses[0]).to.equal('f/b topic refused')
    await runtime.stop()
  })

  it('connects an enabled integration that nobody uses, and not a disabled one (probe P12)', async () => {
    const integration = link(async () => 'c')
    const runtime = runtimeOf([integration], { integrations: [stored, { ...stored, id: 'off', enabled: false }] })
    await runtime.start()
    await until(() => runtime.connections()[0]?.status.state === 'connected')
    expect(runtime.connections()[1]?.status.state).to.equal('disabled')
    await runtime.stop()
  })

  it('lets the back-off grow when a connection is lost at once after connecting (probe P11)', async () => {
    const asked: number[] = []
    const integration = link(async ({ lost }) => {
      setImmediate(() => lost(new Error('kicked')))
      return 'c'
    })
    const runtime = runtimeOf([integration], {
      integrations: [stored],
      settings: {
        backoff: attempt => {
          asked.push(attempt)
          return 1
        }
      }
    })
    await runtime.start()
    await until(() => asked.length >= 4)
    await runtime.stop()
    expect(asked.slice(0, 4)).to.deep.equal([1, 2, 3, 4])
  })

  it('is in error since the first of the tries that failed', async () => {
    let tries = 0
    const runtime = runtimeOf(
      [
        link(async () => {
          tries++
          throw new Error('no route')
        })
      ],
      { integrations: [stored] }
    )
    const since: number[] = []
    runtime.on('connection', state => {
      if (state.status.state === 'error') since.push(state.since)
    })
    await runtime.start()
    await until(() => tries > 3 && since.length > 2)
    expect(new Set(since).size).to.equal(1)
    await runtime.stop()
  })

  it('stops although a connect ignores its signal, and releases what that defers later', async () => {
    let released = false
    const go = Promise.withResolvers<void>()
    const integration = link(async ({ defer }) => {
      await go.promise
      defer(() => {
        released = true
      })
      return 'c'
    })
    const runtime = runtimeOf([integration], { integrations: [stored] })
    await runtime.start()
    await runtime.stop()
    go.resolve()
    await until(() => released)
  })

  it('serves a user that comes while the connection is being made anew (probe P3)', async () => {
    const src = source()
    const integration = link(async ({ defer }) => {
      defer(() => new Promise(resolve => setTimeout(resolve, 20)))
      return 'c'
    })
    const sent: unknown[] = []
    const runtime = runtimeOf(
      [integration, src.definition, node('test/out', message => void sent.push(message.payload), { integration })],
      {
        integrations: [stored],
        flows: [flow({ in: ['test/source'] })]
      }
    )
    await runtime.start()
    await until(() => runtime.connections()[0]?.status.state === 'connected')
    const saving = runtime.saveIntegration({ ...stored, config: { host: 'other' } })
    await runtime.deploy([flow({ in: ['test/source', 'a'], a: ['test/out'] }, {}, { a: { integration: 'i' } })])
    await saving
    void src.emit('x')
    await until(() => sent.length === 1)
    await runtime.stop()
  })

  it('B26 sends through the integration that a template chooses for each message', async () => {
    const src = source()
    const integration = link(async ({ id }) => id)
    const sent: unknown[] = []
    const output = node('test/out', (message, _out, connection) => void sent.push([message.payload, connection]), {
      integration
    })
    const runtime = runtimeOf([integration, src.definition, output], {
      integrations: [
        { ...stored, id: 'a-link' },
        { ...stored, id: 'b-link' }
      ],
      flows: [flow({ in: ['test/source', 'a'], a: ['test/out'] }, {}, { a: { integration: '{{msg.payload}}-link' } })]
    })
    await runtime.start()
    for (const payload of ['a', 'b', 'a', 'c']) void src.emit(payload)
    await until(() => sent.length === 3 && runtime.balance().deadLetters === 1)
    expect(sent).to.have.deep.members([
      ['a', 'a-link'],
      ['b', 'b-link'],
      ['a', 'a-link']
    ])
    expect((await runtime.journal.deadLetters())[0]?.error.code).to.equal('INTEGRATION_UNKNOWN')
    await runtime.stop()
  })

  it('refuses a second integration with the same exclusive key, naming the first', async () => {
    const integration = { ...link(async () => 'c'), exclusive: () => 'millrace at broker' }
    const runtime = runtimeOf([integration], { integrations: [stored] })
    await runtime.start()
    const error = await runtime.saveIntegration({ ...stored, id: 'j', name: 'Second' }).catch(reason => reason)
    expect(error).to.include({ code: 'CLIENT_ID_TAKEN' })
    expect(error.message).to.include('“Link”')
    await runtime.stop()
  })

  it('A36 emits connect, disconnect and failure to triggers that ask for them', async () => {
    let drop = (_?: Error) => {}
    let works = true
    const integration = link(async ({ lost }) => {
      if (!works) throw new Error('refused')
      drop = lost
      return 'c'
    })
    const src = source('test/source', { integration })
    const seen: string[] = []
    const runtime = runtimeOf(
      [
        integration,
        src.definition,
        node(
          'test/sink',
          ({ event, payload }) => void seen.push(`${event} ${(payload as { reason?: string }).reason ?? ''}`)
        )
      ],
      {
        integrations: [stored],
        flows: [
          flow(
            { in: ['test/source', 'a'], a: ['test/sink'] },
            {},
            { in: { integration: 'i', events: ['connect', 'disconnect', 'failure'] } }
          )
        ]
      }
    )
    await runtime.start()
    await until(() => seen.length === 1)
    void src.emit('a message nobody asked for')
    works = false
    drop(new Error('cable'))
    await until(() => seen.length >= 3)
    expect(seen.slice(0, 3)).to.deep.equal(['connect ', 'disconnect cable', 'failure refused'])
    await runtime.stop()
  })
})
