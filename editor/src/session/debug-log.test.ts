import type { DebugMessage } from '@millrace/server/protocol'
import { expect } from 'chai'
import { addMessages, debugLimit, emptyLog, listMessages, setPaused, startLog } from './debug-log.ts'

const message = (id: number, change: Partial<DebugMessage> = {}): DebugMessage => ({
  id,
  address: 'f1/n1',
  name: 'debug 1',
  at: 0,
  level: 'debug',
  value: '"hello"',
  ...change
})
const many = (from: number, count: number): DebugMessage[] =>
  Array.from({ length: count }, (_, index) => message(from + index))
const ids = (messages: readonly DebugMessage[]): number[] => messages.map(({ id }) => id)

describe('the debug log', () => {
  it('keeps the newest messages up to its bound', () => {
    const full = addMessages(emptyLog, many(0, debugLimit))
    expect(full.messages).to.have.length(debugLimit)
    const more = addMessages(full, many(debugLimit, 5))
    expect(more.messages).to.have.length(debugLimit)
    expect(more.messages[0]?.id).to.equal(5)
  })

  it('lists nothing new while paused and everything when it goes on', () => {
    const paused = addMessages(setPaused(addMessages(emptyLog, many(0, 2)), true), many(2, 3))
    expect(ids(listMessages(paused, undefined))).to.deep.equal([1, 0])
    expect(ids(listMessages(setPaused(paused, false), undefined))).to.deep.equal([4, 3, 2, 1, 0])
  })

  it('bounds what it holds while paused', () => {
    const paused = addMessages(setPaused(emptyLog, true), many(0, debugLimit + 10))
    expect(paused.held).to.have.length(debugLimit)
  })

  it('takes only what it does not know from the history of the same run, and all of another run', () => {
    const log = addMessages(emptyLog, many(0, 3))
    expect(ids(startLog(log, many(1, 4), true).messages)).to.deep.equal([0, 1, 2, 3, 4])
    expect(ids(startLog(log, many(0, 2), false).messages)).to.deep.equal([0, 1])
  })

  it('filters by flow, level and text', () => {
    const log = addMessages(emptyLog, [
      message(0, { address: 'f1/n1', level: 'debug', value: '"alpha"' }),
      message(1, { address: 'f2/n1', level: 'warn', topic: 'plant/7' }),
      message(2, { address: 'f1/n2', level: 'error', name: 'Boiler' })
    ])
    const listed = (filter: Partial<typeof log.filter>): number[] =>
      ids(listMessages({ ...log, filter: { ...log.filter, ...filter } }, 'f1'))
    expect(listed({})).to.deep.equal([2, 1, 0])
    expect(listed({ thisFlow: true })).to.deep.equal([2, 0])
    expect(listed({ level: 'warn' })).to.deep.equal([2, 1])
    expect(listed({ search: 'ALPHA' })).to.deep.equal([0])
    expect(listed({ search: 'plant' })).to.deep.equal([1])
    expect(listed({ search: 'boil' })).to.deep.equal([2])
  })
})
