import { expect } from 'chai'
import { Batches, type BatchesOptions } from './batches.ts'
import { failureOf } from './kit.test.ts'

describe('batches', () => {
  const recorded = (options: Partial<BatchesOptions<string, string>> = {}) => {
    const requests: { readonly items: readonly string[]; answer(): void }[] = []
    const batches = new Batches<string, string>({
      run: items =>
        new Promise(resolve => {
          requests.push({ items, answer: () => resolve(items.map(item => (item === 'bad' ? new Error('bad') : item))) })
        }),
      ...options
    })
    const answerAll = () => {
      for (const { answer } of requests) answer()
    }
    return { batches, requests, answerAll }
  }
  const turn = () => new Promise<void>(resolve => setImmediate(() => setImmediate(resolve)))
  const names = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`)

  it('put into one request what comes in one turn, ten at most', async () => {
    const { batches, requests, answerAll } = recorded()
    const added = Promise.all(names(25).map(name => batches.add(name)))
    await turn()
    expect(requests.map(({ items }) => items.length)).to.deep.equal([10, 10])
    answerAll()
    await turn()
    answerAll()
    expect(await added).to.deep.equal(names(25))
    expect(requests.map(({ items }) => items.length)).to.deep.equal([10, 10, 5])
  })

  it('fail an item by itself, and all of a request that fails', async () => {
    const { batches, answerAll } = recorded()
    const [good, bad] = [batches.add('good'), batches.add('bad')]
    const refused = failureOf(bad)
    await turn()
    answerAll()
    expect(await good).to.equal('good')
    expect((await refused)?.message).to.equal('bad')
    const down = new Batches<string, string>({ run: () => Promise.reject(new Error('down')) })
    expect((await failureOf(down.add('x')))?.message).to.equal('down')
  })

  it('do not grow above the bytes of a request', async () => {
    const { batches, requests, answerAll } = recorded({ size: () => 400_000 })
    const added = Promise.all(names(5).map(name => batches.add(name)))
    await turn()
    answerAll()
    await turn()
    answerAll()
    await added
    expect(requests.map(({ items }) => items)).to.deep.equal([['m0', 'm1'], ['m2', 'm3'], ['m4']])
  })

  it('keep the order within a key over requests', async () => {
    const { batches, requests, answerAll } = recorded({ key: item => item[0] })
    const first = batches.add('a1')
    await turn()
    const rest = Promise.all(['a2', 'b1', 'a3'].map(name => batches.add(name)))
    await turn()
    expect(requests.map(({ items }) => items)).to.deep.equal([['a1'], ['b1']])
    answerAll()
    await turn()
    expect(requests.at(-1)?.items).to.deep.equal(['a2', 'a3'])
    answerAll()
    await Promise.all([first, rest])
  })

  it('wait for others as long as they are told to, and no longer when drained', async () => {
    const { batches, requests, answerAll } = recorded({ wait: 60_000 })
    const added = batches.add('one')
    await turn()
    expect(requests).to.have.length(0)
    const drained = batches.drain()
    expect(requests).to.have.length(1)
    answerAll()
    expect(await added).to.equal('one')
    await drained
  })
})
