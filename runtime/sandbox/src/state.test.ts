import { expect } from 'chai'
import { failure, inEachMode, sandboxed } from './kit.test.ts'

inEachMode('state in code', mode => {
  const { node } = sandboxed({ mode, timeout: 2000 })

  it('reads what was there, and what it wrote itself a line before', async () => {
    const tested = node('msg.before = flow.get("n"); flow.set("n", 2); msg.after = flow.get("n"); return msg')
    tested.state('flow').set('n', 1)
    expect((await tested.receive({}))[0]?.message).to.include({ before: 1, after: 2 })
    expect(tested.state('flow').get('n')).to.equal(2)
  })

  it('counts over many messages that cross together', async () => {
    const tested = node('context.set("n", (context.get("n") || 0) + 1)')
    await Promise.all(Array.from({ length: 300 }, () => tested.receive({})))
    expect(tested.state('node').get('n')).to.equal(300)
  })

  it('sees what others wrote between two messages', async () => {
    const tested = node('return { n: global.get("n") }')
    tested.state('global').set('n', 1)
    await tested.receive({})
    tested.state('global').set('n', 2)
    await tested.receive({})
    expect(tested.sent.map(({ message }) => message.n)).to.deep.equal([1, 2])
  })

  it('takes arrays of keys, paths, stores and callbacks', async () => {
    const tested = node(`
      flow.set(['a', 'b'], [1, 2]); flow.set('deep.list[1]', 'x'); flow.set('n', 5, 'disk'); flow.set('#:(disk)::m', 6)
      context.flow.get('a', (error, value) => { msg.called = value })
      flow.get(['a', 'b'], 'default', (error, a, b) => { msg.both = a + b })
      return { ...msg, all: flow.get(['a', 'b', 'none']), deep: flow.get('deep.list[1]'), disk: flow.get('n', 'disk'),
        other: flow.get('n') === undefined, keys: flow.keys().sort(), diskKeys: flow.keys('disk') }`)
    const [sent] = await tested.receive({})
    expect(sent?.message).to.deep.include({
      called: 1,
      all: [1, 2, undefined],
      deep: 'x',
      disk: 5,
      other: true,
      keys: ['a', 'b', 'deep'],
      diskKeys: ['n', 'm']
    })
    expect(tested.state('flow', 'disk').get('m')).to.equal(6)
    expect(tested.state('flow').get('deep')).to.deep.equal({ list: [undefined, 'x'] })
  })

  it('adds to numbers, also deep in a value and in other stores', async () => {
    const tested = node(`
      return { first: flow.increment('n'), more: flow.increment('n', 2.5), deep: flow.increment('a.list[1]', -1),
        disk: flow.increment('#:(disk)::n'), other: flow.increment('n', 2, 'disk'), read: flow.get('n') }`)
    tested.state('flow').set('a', { list: [0, 5] })
    const [sent] = await tested.receive({})
    expect(sent?.message).to.deep.include({ first: 1, more: 3.5, deep: 4, disk: 1, other: 3, read: 3.5 })
    expect(tested.state('flow').get('n')).to.equal(3.5)
    expect(tested.state('flow').get('a')).to.deep.equal({ list: [0, 4] })
    expect(tested.state('flow', 'disk').get('n')).to.equal(3)
    expect((await failure(node('flow.set("t", "x"); flow.increment("t")').receive({}))).message).to.contain(
      't is not a number'
    )
  })

  it('removes a key that is set to undefined', async () => {
    const tested = node('flow.set("a"); return { keys: flow.keys(), gone: flow.get("a") === undefined }')
    tested.state('flow').set('a', 1)
    expect((await tested.receive({}))[0]?.message).to.deep.include({ keys: [], gone: true })
    expect(tested.state('flow').keys()).to.deep.equal([])
  })

  it('is a copy: changing what was read changes nothing', async () => {
    const tested = node('flow.get("list").push(2); return { list: flow.get("list") }')
    tested.state('flow').set('list', [1])
    expect((await tested.receive({}))[0]?.message.list).to.deep.equal([1])
    expect(tested.state('flow').get('list')).to.deep.equal([1])
  })

  it('is refused where it cannot be kept', async () => {
    expect((await failure(node('flow.set("f", () => 1)').receive({}))).message).to.contain(
      'is a function, which cannot be kept'
    )
    expect((await failure(node('flow.get("a b")').receive({}))).message).to.contain('not a property path')
  })

  it('reads the environment', async () => {
    expect((await node('return { none: env.get("NONE") === undefined }').receive({}))[0]?.message.none).to.equal(true)
  })
})
