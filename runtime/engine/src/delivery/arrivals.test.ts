import { RejectedError } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, node, receipt, runtimeOf, source, until } from '../kit.test.ts'

describe('delivery', () => {
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
