import { createSandbox } from '@millrace/sandbox'
import { memoryState } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { startJoin, turn } from './kit.test.ts'

const jsonata = (value: string) => ({ type: 'jsonata', value })
const part = (index: number, payload: unknown, count = 3, id = 's') => ({ payload, parts: { id, index, count } })

describe('core/join, reduce', () => {
  const sandbox = createSandbox()
  const state = memoryState()
  const surroundings = { env: () => undefined, state: () => state }
  const host = { expression: (source: string) => sandbox.expression(source, surroundings) }
  const reduce = (config: Parameters<typeof startJoin>[0]) => startJoin({ mode: 'reduce', ...config }, { host })
  after(() => sandbox.close())

  it('applies the expression to each in the order of their places, then the fix-up', async () => {
    const node = reduce({
      reduceExp: jsonata('$A & payload & $I & "/" & $N & " "'),
      reduceInit: { type: 'str', value: '>' },
      reduceFixup: jsonata('$A & "of " & $N')
    })
    await Promise.all([part(1, 'b'), part(2, 'c'), part(0, 'a')].map(node.give))
    expect(node.payloads()).to.deep.equal(['>a0/3 b1/3 c2/3 of 3'])
    expect(node.ended).to.deep.equal(['done', 'done', 'done'])
  })

  it('goes from the last to the first when told to', async () => {
    const node = reduce({ reduceExp: jsonata('$A & payload'), reduceInit: jsonata('""'), reduceRight: true })
    await Promise.all([part(0, 'a'), part(1, 'b'), part(2, 'c')].map(node.give))
    expect(node.payloads()).to.deep.equal(['cba'])
    expect(node.sent[0]?.message.parts).to.deep.include({ index: 0 })
  })

  it('takes the mean, as the help says', async () => {
    const node = reduce({ reduceFixup: jsonata('$A / $N') })
    await Promise.all([part(0, 1), part(1, 2), part(2, 6)].map(node.give))
    expect(node.payloads()).to.deep.equal([3])
  })

  it('counts messages, also those of one place', async () => {
    const node = reduce({})
    await Promise.all([part(0, 1), part(0, 1), part(0, 1)].map(node.give))
    expect(node.payloads()).to.deep.equal([3])
  })

  it('passes on what is of no sequence, and keeps sequences apart', async () => {
    const node = reduce({})
    await node.give({ payload: 'alone' })
    const held = node.give(part(0, 1, 2, 'x'))
    await Promise.all([part(0, 10, 2, 'y'), part(1, 20, 2, 'y')].map(node.give))
    expect(node.payloads()).to.deep.equal(['alone', 30])
    await node.give(part(1, 2, 2, 'x'))
    await held
    expect(node.payloads()).to.deep.equal(['alone', 30, 3])
  })

  it('fails the whole sequence when the expression does', async () => {
    const node = reduce({ reduceExp: jsonata('$error("no")') })
    const ends = await Promise.all([part(0, 1, 2), part(1, 2, 2)].map(node.give))
    expect(ends.map(end => (end as { code?: string }).code)).to.deep.equal(['CODE_FAILED', 'CODE_FAILED'])
    await turn()
    await node.stop()
  })
})
