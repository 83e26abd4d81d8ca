import type { DeadLetter } from '@millrace/engine'
import { expect } from 'chai'
import type { LetterPage, LetterQuery } from '../protocol.ts'
import { ask, buttonFlow, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

describe('dead letters', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let editor: ReturnType<typeof openEditor>
  const page = (query: LetterQuery = {}): Promise<LetterPage> => value(ask(editor, 'deadletters:page', query))
  const bury = (id: string, more: Partial<DeadLetter> = {}) =>
    server.runtime.journal.bury({
      id,
      flow: 'f',
      node: 'button',
      message: { _msgid: `m-${id}`, topic: 'boiler/7', payload: id },
      tries: 3,
      at: 1,
      error: { message: 'No such valve', node: 'show' },
      revision: 4,
      buriedAt: Date.now() - 1000,
      ...more
    })

  beforeEach(async () => {
    server = await startServer()
    editor = openEditor(server.url)
    await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [buttonFlow()] }))
  })

  it('come by pages that skip none of the same millisecond', async () => {
    const buriedAt = Date.now() - 5000
    for (let i = 0; i < 7; i++) await bury(`l${i}`, { buriedAt })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { letters, next } = await page({ limit: 3, ...(cursor !== undefined && { cursor }) })
      seen.push(...letters.map(({ id }) => id))
      await bury(`newer-${seen.length}`)
      cursor = next
    } while (cursor !== undefined)
    expect(seen.toSorted()).to.deep.equal(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6'])
    expect(await ask(editor, 'deadletters:page', { cursor: 'x' })).to.have.nested.property(
      'error.code',
      'REQUEST_INVALID'
    )
  })

  it('are found by flow, node and text, and counted by flow', async () => {
    await bury('a')
    await bury('b', { flow: 'g', error: { message: 'TOO hot' } })
    const { letters, counts } = await page()
    expect(letters.find(({ id }) => id === 'a')).to.deep.include({
      topic: 'boiler/7',
      preview: '"a"',
      tries: 3,
      revision: 4,
      error: { message: 'No such valve', node: 'show' }
    })
    expect(counts).to.deep.equal({ count: 2, byFlow: { f: 1, g: 1 } })
    expect((await page({ flow: 'g' })).letters.map(({ id }) => id)).to.deep.equal(['b'])
    expect((await page({ node: 'show' })).letters.map(({ id }) => id)).to.deep.equal(['a'])
    expect((await page({ text: 'too Hot' })).counts).to.deep.equal({ count: 1, byFlow: { g: 1 } })
  })

  it('are shown whole, edited, and replayed with the edited message', async () => {
    await server.runtime.press('f/button', 'fail')
    await until(() => server.runtime.journal.deadLetterCount() === 1)
    const [{ id } = { id: '' }] = (await page()).letters
    const { message } = await value(ask(editor, 'deadletters:get', { id }))
    expect(JSON.parse(message)).to.include({ payload: 'fail' })
    const edited = message.replace('"fail"', '{ "$date": "2026-01-02T03:04:05.000Z" }')
    expect(await value(ask(editor, 'deadletters:replay', { ids: [id], message: edited }))).to.equal(1)
    await until(() => server.runtime.statuses()[0]?.text.includes('2026'))
    expect(server.runtime.journal.deadLetterCount()).to.equal(0)
    expect(await ask(editor, 'deadletters:get', { id })).to.have.nested.property('error.code', 'DEAD_LETTER_UNKNOWN')
  })

  for (const [what, message, path] of [
    ['that is not JSON', '{ "payload": ', '/message'],
    ['that is no object', '[1]', '/message'],
    ['whose id is no text', '{ "_msgid": 7 }', '/message/_msgid'],
    [
      'with a value that the codec cannot read',
      '{ "payload": { "deep": { "$bigint": "many" } } }',
      '/message/payload/deep'
    ]
  ] as const)
    it(`stay as they are when the edited message is one ${what}`, async () => {
      await bury('a')
      const answer = await ask(editor, 'deadletters:replay', { ids: ['a'], message })
      expect(answer).to.have.nested.property('error.problems[0].path', path)
      expect((await page()).letters.map(({ id }) => id)).to.deep.equal(['a'])
    })

  it('are replayed and purged by what matches them, and what fails again is not replayed again', async () => {
    for (let i = 0; i < 3; i++) await bury(`l${i}`, { message: { _msgid: 'm', payload: 'fail' } })
    await bury('other', { flow: 'gone' })
    const choice = { matching: { flow: 'f' } }
    expect(await value(ask(editor, 'deadletters:replay', choice))).to.equal(3)
    await until(() => server.runtime.journal.deadLetterCount() === 4)
    expect(await value(ask(editor, 'deadletters:purge', choice))).to.equal(3)
    expect((await page()).letters.map(({ id }) => id)).to.deep.equal(['other'])
    expect(await ask(editor, 'deadletters:replay', {})).to.have.nested.property('error.code', 'REQUEST_INVALID')
  })
})
