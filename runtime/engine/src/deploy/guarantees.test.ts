import { expect } from 'chai'
import { flow, lastingJournal, node, runtimeOf, source } from '../kit.test.ts'

const found = async (
  trigger: Parameters<typeof source>[1],
  guarantees: Record<string, 'may lose' | 'at least once' | 'idempotent'>,
  nodes: Parameters<typeof flow>[0],
  durable = true
) => {
  const src = source('test/source', trigger)
  const definitions = Object.entries(guarantees).map(([type, guarantee]) => node(type, () => {}, { guarantee }))
  const runtime = runtimeOf([src.definition, ...definitions], {
    flows: [flow(nodes)],
    ...(durable && { journal: lastingJournal().journal })
  })
  await runtime.start()
  const paths = runtime.guarantees()
  await runtime.stop()
  return paths
}

describe('the guarantee of a path', () => {
  const all = { 'test/pure': 'idempotent', 'test/send': 'at least once', 'test/shout': 'may lose' } as const

  it('is that of the worst on it, with the reason', async () => {
    const paths = await found({ redelivers: true }, all, {
      in: ['test/source', ['a', 'b', 'c']],
      a: ['test/pure'],
      b: ['test/pure', 's'],
      s: ['test/send'],
      c: ['test/send', 't'],
      t: ['test/shout']
    })
    expect(
      paths.map(({ end, guarantee, reasons }) => [end, guarantee, reasons.map(({ address }) => address)])
    ).to.deep.equal([
      ['f/a', 'idempotent', []],
      ['f/s', 'at least once', ['f/s']],
      ['f/t', 'may lose', ['f/t']]
    ])
    expect(paths[1]?.reasons[0]?.reason).to.include('acts again')
  })

  it('is that of the worst way where several lead to one end, also round a loop', async () => {
    const paths = await found({ redelivers: true }, all, {
      in: ['test/source', ['a', 'b']],
      a: ['test/pure', 'z'],
      b: ['test/shout', ['z', 'a']],
      z: ['test/pure', ['b'], []]
    })
    expect(paths).to.deep.equal([])
    const ended = await found({ redelivers: true }, all, {
      in: ['test/source', ['a', 'b']],
      a: ['test/pure', 'z'],
      b: ['test/shout', 'z'],
      z: ['test/pure']
    })
    expect(ended.map(({ end, guarantee }) => [end, guarantee])).to.deep.equal([['f/z', 'may lose']])
  })

  it('is "may lose" when the source does not send again, and says so', async () => {
    const nodes = { in: ['test/source', 'a'], a: ['test/pure'] } as const
    const [loses] = await found({}, all, nodes)
    expect(loses).to.deep.include({ guarantee: 'may lose' })
    expect(loses?.reasons[0]?.address).to.equal('f/in')
    const [keeps] = await found({ redelivers: true }, all, nodes)
    expect(keeps).to.deep.include({ guarantee: 'idempotent' })
  })

  it('is "at least once" when the caller learns that a message was not accepted', async () => {
    const nodes = { in: ['test/source', 'a'], a: ['test/pure'] } as const
    expect((await found({ replies: true }, all, nodes))[0]).to.deep.include({ guarantee: 'at least once' })
    expect((await found({ guarantee: 'at least once' }, all, nodes))[0]).to.deep.include({ guarantee: 'at least once' })
    const [volatile] = await found({ guarantee: 'at least once' }, all, nodes, false)
    expect(volatile, 'without a journal that lasts nobody has it').to.deep.include({ guarantee: 'may lose' })
  })
})
