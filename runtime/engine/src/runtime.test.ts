import { defineIntegration, RejectedError, t } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, node, receipt, runtimeOf, source, until } from './kit.test.ts'

describe('runtime: delivery', () => {
  it('acknowledges only when everything that came of a message is done', async () => {
    const src = source('test/source', { redelivers: true })
    const gates: (() => void)[] = []
    const slow = node('test/slow', () => new Promise<void>(resolve => gates.push(resolve)))
    const pass = node('test/pass', (message, out) => out.send(message))
    const runtime = runtimeOf([src.definition, slow, pass], {
      flows: [flow({ in: ['test/source', ['a', 'b']], a: ['test/pass', 'c'], b: ['test/slow'], c: ['test/slow'] })]
    })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    expect(gates).to.have.length(2)
    gates[0]?.()
    await new Promise(setImmediate)
    expect(heard.told).to.deep.equal([])
    gates[1]?.()
    await until(() => heard.told.length > 0)
    expect(heard.told).to.deep.equal(['ack'])
    expect(runtime.balance()).to.deep.equal({ arrived: 1, done: 1, onTheWay: 0, deadLetters: 0, lost: 0 })
    await runtime.stop()
  })

  it('tries a failed message again, and keeps it as a dead letter when its tries are used up', async () => {
    const src = source('test/source', { redelivers: true })
    const ids: string[] = []
    const attempts: number[] = []
    const bad = node('test/bad', (_, out) => {
      ids.push(out.id)
      attempts.push(out.attempt)
      throw new Error('no')
    })
    const runtime = runtimeOf([src.definition, bad], { flows: [flow({ in: ['test/source', 'a'], a: ['test/bad'] })] })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    await until(() => heard.told.length > 0)
    expect(heard.told).to.deep.equal(['ack'])
    expect(attempts).to.deep.equal([1, 2, 3])
    expect(new Set(ids).size, 'the same id on every try').to.equal(1)
    const [letter] = await runtime.journal.deadLetters()
    expect(letter).to.deep.include({ flow: 'f', node: 'in', tries: 3, error: { message: 'no', node: 'a' } })
    expect(runtime.balance()).to.deep.include({ arrived: 1, done: 0, deadLetters: 1, onTheWay: 0 })
    await runtime.stop()
  })

  it('tries no more what was rejected, and replays it when asked', async () => {
    const src = source()
    let good = false
    const seen: unknown[] = []
    const picky = node('test/picky', message => {
      if (!good) throw new RejectedError('never')
      seen.push(message.payload)
    })
    const runtime = runtimeOf([src.definition, picky], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/picky'] })]
    })
    await runtime.start()
    void src.emit('x')
    await until(() => runtime.balance().deadLetters === 1)
    good = true
    const [letter] = await runtime.journal.deadLetters()
    expect(await runtime.replay([letter?.id ?? ''])).to.equal(1)
    await until(() => seen.length === 1)
    expect(seen).to.deep.equal(['x'])
    expect(await runtime.journal.deadLetters()).to.have.length(0)
    await runtime.stop()
  })

  it('makes a dead letter of what could not become a message', async () => {
    const src = source('test/source', { redelivers: true })
    const runtime = runtimeOf([src.definition], { flows: [flow({ in: ['test/source'] })] })
    await runtime.start()
    const heard = receipt()
    void src.emit('{ not json', heard, { rejected: new Error('not JSON') })
    await until(() => heard.told.length > 0)
    expect(heard.told).to.deep.equal(['ack'])
    expect((await runtime.journal.deadLetters())[0]).to.have.nested.property('message.payload', '{ not json')
    await runtime.stop()
  })

  it('wakes every emitter that was told to wait (probe P1)', async () => {
    const src = source()
    const slow = node('test/slow', () => new Promise<void>(resolve => setTimeout(resolve, 5)))
    const runtime = runtimeOf([src.definition, slow], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/slow'] })],
      settings: { maxInFlight: 2 }
    })
    await runtime.start()
    await Promise.all(Array.from({ length: 10 }, (_, i) => src.emit(i)))
    expect(runtime.balance().arrived).to.equal(10)
    await runtime.stop()
  })

  it('acknowledges once although a handler sends late, and passes the late message on (probe P2)', async () => {
    const src = source('test/source', { redelivers: true })
    let late = () => {}
    const seen: unknown[] = []
    const runtime = runtimeOf(
      [
        src.definition,
        node('test/late', (message, out) => {
          late = () => out.send(message)
        }),
        node('test/sink', message => void seen.push(message.payload))
      ],
      { flows: [flow({ in: ['test/source', 'a'], a: ['test/late', 'b'], b: ['test/sink'] })] }
    )
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    late()
    expect([heard.told, seen, runtime.balance().onTheWay]).to.deep.equal([['ack'], [1], 0])
    await runtime.stop()
  })

  it('lets a retry node see failures although the flow has a catch node (probe P9)', async () => {
    const src = source()
    let tries = 0
    const caught: unknown[] = []
    const runtime = runtimeOf(
      [
        src.definition,
        node('test/retry', async (message, out) => {
          for (let i = 0; i < 3; i++) {
            try {
              return await out.deliver(message)
            } catch {}
          }
          throw new Error('gave up')
        }),
        node('test/bad', () => {
          tries++
          throw new Error('503')
        }),
        node('test/catch', message => void caught.push(message.error), { hears: 'error' })
      ],
      { flows: [flow({ in: ['test/source', 'a'], a: ['test/retry', 'b'], b: ['test/bad'], c: ['test/catch'] })] }
    )
    await runtime.start()
    void src.emit(1)
    await until(() => caught.length === 1)
    expect(tries).to.equal(3)
    expect(caught[0]).to.have.nested.property('source.id', 'a')
    expect(runtime.balance().done, 'a caught error is done').to.equal(1)
    await runtime.stop()
  })

  it('keeps order past an asynchronous node with a concurrency of 1; the control without it does not (probe P10)', async () => {
    const run = async (concurrency: number | undefined) => {
      const src = source()
      const seen: unknown[] = []
      const uneven = node(
        'test/uneven',
        async (message, out) => {
          await new Promise(resolve => setTimeout(resolve, (message.payload as number) % 2 ? 1 : 8))
          out.send(message)
        },
        concurrency === undefined ? {} : { concurrency }
      )
      const runtime = runtimeOf(
        [src.definition, uneven, node('test/sink', message => void seen.push(message.payload))],
        {
          flows: [flow({ in: ['test/source', 'a'], a: ['test/uneven', 'b'], b: ['test/sink'] })]
        }
      )
      await runtime.start()
      for (let i = 0; i < 6; i++) void src.emit(i)
      await until(() => seen.length === 6)
      await runtime.stop()
      return seen
    }
    expect(await run(1)).to.deep.equal([0, 1, 2, 3, 4, 5])
    expect(await run(undefined)).to.not.deep.equal([0, 1, 2, 3, 4, 5])
  })

  it('handles messages of one key in order, and keys side by side', async () => {
    const src = source()
    const seen: string[] = []
    const uneven = node('test/uneven', async message => {
      const [key, wait] = message.payload as [string, number]
      await new Promise(resolve => setTimeout(resolve, wait))
      seen.push(`${key}${wait}`)
    })
    const runtime = runtimeOf([src.definition, uneven], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/uneven'] })]
    })
    await runtime.start()
    void src.emit(['a', 20], undefined, { key: 'a' })
    void src.emit(['a', 1], undefined, { key: 'a' })
    void src.emit(['b', 2], undefined, { key: 'b' })
    await until(() => seen.length === 3)
    expect(seen).to.deep.equal(['b2', 'a20', 'a1'])
    await runtime.stop()
  })

  it('contains an acknowledgement that throws, a node that throws, and one that rejects', async () => {
    const src = source('test/source', { redelivers: true })
    const seen: unknown[] = []
    const runtime = runtimeOf(
      [
        src.definition,
        node('test/bad', message => {
          if (message.payload === 1) throw new RejectedError('x')
          seen.push(message.payload)
        })
      ],
      { flows: [flow({ in: ['test/source', 'a'], a: ['test/bad'] })] }
    )
    await runtime.start()
    const throwing = {
      ack: () => {
        throw new Error('broker gone')
      },
      nack: () => {}
    }
    void src.emit(1, throwing)
    void src.emit(2, throwing)
    await until(() => seen.length === 1 && runtime.balance().onTheWay === 0)
    expect(runtime.balance()).to.deep.include({ arrived: 2, done: 1, deadLetters: 1 })
    await runtime.stop()
  })

  it('takes a redelivery of what is still under way as the same message', async () => {
    const src = source('test/source', { redelivers: true })
    let release = () => {}
    let runs = 0
    const runtime = runtimeOf(
      [
        src.definition,
        node('test/slow', () => {
          runs++
          return new Promise<void>(resolve => {
            release = resolve
          })
        })
      ],
      {
        flows: [flow({ in: ['test/source', 'a'], a: ['test/slow'] })]
      }
    )
    await runtime.start()
    const [first, second] = [receipt(), receipt()]
    void src.emit(1, first, { id: 'same' })
    void src.emit(1, second, { id: 'same' })
    release()
    await until(() => second.told.length === 1)
    expect([runs, first.told, second.told]).to.deep.equal([1, ['ack'], ['ack']])
    await runtime.stop()
  })
})

describe('runtime: connections', () => {
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
