import type { DeliverOptions, Out } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, node, runtimeOf, source, until } from '../kit.test.ts'

describe('out.deliver', () => {
  /** A node that delivers as told, before one that fails; `outcomes` is what became of each delivery. */
  const start = async (hearing: boolean, ...deliveries: readonly DeliverOptions[]) => {
    const src = source()
    const outcomes: string[] = []
    const ids: string[] = []
    const caught: unknown[] = []
    const runtime = runtimeOf(
      [
        src.definition,
        node('test/delivers', async (message, out: Out) => {
          for (const options of deliveries)
            await out.deliver(message, 0, options).then(
              () => outcomes.push('done'),
              error => outcomes.push(error.message)
            )
        }),
        node('test/bad', (_, out) => {
          ids.push(out.id)
          throw new Error('bad')
        }),
        node('test/catch', message => void caught.push(message.error), { hears: 'error' })
      ],
      {
        flows: [
          flow({
            in: ['test/source', 'a'],
            a: ['test/delivers', 'b'],
            b: ['test/bad'],
            ...(hearing && { c: ['test/catch'] })
          })
        ]
      }
    )
    await runtime.start()
    void src.emit(1)
    await until(() => outcomes.length === deliveries.length)
    await runtime.stop()
    return { outcomes, ids, caught }
  }

  it('tells whoever delivers of a failure, and no catch node', async () => {
    expect(await start(true, {})).to.deep.include({ outcomes: ['bad'], caught: [] })
  })

  it('lets catch nodes hear first when told to, and is done when they did', async () => {
    const { outcomes, caught } = await start(true, { catchFirst: true })
    expect(outcomes).to.deep.equal(['done'])
    expect(caught).to.have.length(1)
    expect(caught[0]).to.have.nested.property('source.id', 'b')
    expect(await start(false, { catchFirst: true })).to.deep.include({ outcomes: ['bad'] })
  })

  it('gives the same ids to what is delivered once more, and others to what is delivered besides', async () => {
    const { ids } = await start(false, {}, { repeats: true }, {})
    expect(ids[1]).to.equal(ids[0])
    expect(ids[2]).not.to.equal(ids[0])
  })
})

describe('out.wired', () => {
  it('says whether anything is behind an output', async () => {
    const src = source()
    const wired: boolean[] = []
    const runtime = runtimeOf(
      [src.definition, node('test/asks', (_, out) => void wired.push(out.wired(0), out.wired(1)))],
      { flows: [flow({ in: ['test/source', 'a'], a: ['test/asks', [], 'b'], b: ['test/asks'] })] }
    )
    await runtime.start()
    void src.emit(1)
    await runtime.stop()
    expect(wired).to.deep.equal([false, true])
  })
})
