import { RejectedError } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, lastingJournal, node, receipt, runtimeOf, source, until } from '../kit.test.ts'

const retry = { attempts: 3, delay: 1, maxDelay: 2 }

describe('the retries of a node', () => {
  const failing = (errors: readonly Error[]) => {
    const src = source('test/source', { redelivers: true })
    const before: unknown[] = []
    const tries: { id: string; attempt: number }[] = []
    const definitions = [
      src.definition,
      node('test/before', (message, out) => {
        before.push(message.payload)
        out.send(message)
      }),
      node('test/failing', (_, out) => {
        tries.push({ id: out.id, attempt: out.attempt })
        const error = errors[tries.length - 1]
        if (error) throw error
      })
    ]
    const nodes = { in: ['test/source', 'a'], a: ['test/before', 'b'], b: ['test/failing'] } as const
    return { src, before, tries, definitions, nodes }
  }

  it('try that node again and nothing before it, with the same id', async () => {
    const { src, before, tries, definitions, nodes } = failing([new Error('1'), new Error('2')])
    const runtime = runtimeOf(definitions, { flows: [flow(nodes, {}, { b: { retry } })] })
    await runtime.start()
    const heard = receipt()
    void src.emit('x', heard)
    await until(() => heard.told.length > 0)
    expect(before).to.deep.equal(['x'])
    expect(tries.map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3])
    expect(new Set(tries.map(({ id }) => id)).size).to.equal(1)
    await runtime.stop()
  })

  it('run the whole flow again without a policy of the node (control)', async () => {
    const { src, before, definitions, nodes } = failing([new Error('1'), new Error('2')])
    const runtime = runtimeOf(definitions, { flows: [flow(nodes)] })
    await runtime.start()
    const heard = receipt()
    void src.emit('x', heard)
    await until(() => heard.told.length > 0)
    expect(before).to.deep.equal(['x', 'x', 'x'])
    await runtime.stop()
  })

  it('make a dead letter when they are used up; the flow does not begin anew', async () => {
    const { src, before, tries, definitions, nodes } = failing(Array.from({ length: 9 }, () => new Error('no')))
    const runtime = runtimeOf(definitions, { flows: [flow(nodes, {}, { b: { retry } })] })
    await runtime.start()
    void src.emit('x')
    await until(() => runtime.balance().deadLetters === 1)
    expect([before.length, tries.length]).to.deep.equal([1, 3])
    const [letter] = await runtime.journal.deadLetters()
    expect(letter?.error).to.deep.equal({ message: 'no', node: 'b' })
    await runtime.stop()
  })

  it('are not for what was rejected', async () => {
    const { src, tries, definitions, nodes } = failing([new RejectedError('never')])
    const runtime = runtimeOf(definitions, { flows: [flow(nodes, {}, { b: { retry } })] })
    await runtime.start()
    void src.emit('x')
    await until(() => runtime.balance().deadLetters === 1)
    expect(tries).to.have.length(1)
    await runtime.stop()
  })

  it('go on counting after a crash', async () => {
    const { src, before, tries, definitions, nodes } = failing(Array.from({ length: 9 }, () => new Error('no')))
    const slow = { attempts: 3, delay: 60_000, maxDelay: 60_000 }
    const journal = lastingJournal()
    const start = async (policy: typeof slow) => {
      const runtime = runtimeOf(definitions, {
        flows: [flow(nodes, {}, { b: { retry: policy } })],
        journal: journal.journal,
        settings: { spillAfter: 5 }
      })
      await runtime.start()
      return runtime
    }
    const crashed = await start(slow)
    void src.emit('x')
    await until(() => [...journal.entries.values()].some(({ node }) => node === 'b'))
    const again = await start(retry)
    await until(() => again.balance().deadLetters === 1)
    expect(tries.map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3])
    expect(before).to.deep.equal(['x'])
    await Promise.all([crashed.stop(), again.stop()])
  })
})
