import { expect } from 'chai'
import fc from 'fast-check'
import { covers, matches, overlap, widest } from './topic-match.ts'

describe('MQTT topic filters', () => {
  const yes: [string, string][] = [
    ['a/b', 'a/b'],
    ['a/+', 'a/b'],
    ['a/+', 'a/'],
    ['+/+', '/b'],
    ['a/#', 'a'],
    ['a/#', 'a/b/c'],
    ['#', 'a/b'],
    ['$SYS/#', '$SYS/uptime'],
    ['$share/group/a/+', 'a/b']
  ]
  const no: [string, string][] = [
    ['a/b', 'a'],
    ['a/+', 'a/b/c'],
    ['a/+', 'a'],
    ['+', '/a'],
    ['#', '$SYS/uptime'],
    ['+/uptime', '$SYS/uptime'],
    ['a/b', 'A/b'],
    ['$share/group/a/+', 'b/b']
  ]
  for (const [filter, topic] of yes)
    it(`${filter} matches ${topic}`, () => expect(matches(filter, topic)).to.equal(true))
  for (const [filter, topic] of no)
    it(`${filter} does not match ${topic}`, () => expect(matches(filter, topic)).to.equal(false))

  const level = fc.constantFrom('a', 'b', '$c', '')
  const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map(levels => levels.join('/'))
  const filter = fc
    .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([levels, all]) => (all ? [...levels, '#'] : levels).join('/'))

  it('a filter that covers another matches all that the other matches', () => {
    fc.assert(
      fc.property(filter, filter, topic, (wide, narrow, of) => {
        fc.pre(covers(wide, narrow) && matches(narrow, of))
        expect(matches(wide, of)).to.equal(true)
      })
    )
  })

  it('filters that share a topic overlap', () => {
    fc.assert(
      fc.property(filter, filter, topic, (one, other, of) => {
        fc.pre(matches(one, of) && matches(other, of))
        expect(overlap(one, other)).to.equal(true)
      })
    )
  })

  it('filters without a topic in common do not overlap', () => {
    expect(overlap('a/+', 'b/+')).to.equal(false)
    expect(overlap('#', '$SYS/a')).to.equal(false)
    expect(overlap('a/+', '+/b')).to.equal(true)
  })

  it('the widest of many leave out what they cover', () => {
    expect(widest(['a/b', 'a/+', 'b/#', 'b', '+/x'])).to.deep.equal(['a/+', 'b/#', '+/x'])
  })
})
