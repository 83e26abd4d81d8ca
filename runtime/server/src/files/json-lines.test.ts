import { expect } from 'chai'
import fc from 'fast-check'
import { jsonLines } from './json-lines.ts'

const text = `{ "format": 1,
  "nodes": [
    { "id": "n1",
      "at": [1, 2] },
    { "a/b": null } ] }`

describe('lines of a JSON text', () => {
  it('knows where values stand', () => {
    const { lineOf, brokenAt } = jsonLines(text)
    expect(brokenAt).to.equal(undefined)
    expect(lineOf('')).to.equal(1)
    expect(lineOf('/nodes/0/at/1')).to.equal(4)
    expect(lineOf('/nodes/1/a~1b')).to.equal(5)
  })

  it('names the line of what surrounds a value that is not there', () => {
    expect(jsonLines(text).lineOf('/nodes/1/id')).to.equal(5)
  })

  for (const [what, broken, line, column] of [
    ['a missing comma', '{ "a": 1\n  "b": 2 }', 2, 3],
    ['a word', '{\n"a": nope }', 2, 6],
    ['an end that comes too early', '{ "a": [1,\n2', 2, 2],
    ['a text that goes over the end of its line', '{ "a": "x\n" }', 1, 8],
    ['something behind the end', '{ }\n{ }', 2, 1]
  ] as const)
    it(`says where the text stops being JSON: ${what}`, () => {
      expect(jsonLines(broken).brokenAt).to.deep.equal({ line, column })
    })

  it('agrees with JSON.parse on what is JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), (json, where, noise) => {
        const at = where % (json.length + 1)
        const spoilt = json.slice(0, at) + noise + json.slice(at)
        expect(jsonLines(spoilt).brokenAt === undefined).to.equal(isJson(spoilt))
      }),
      { numRuns: 1000 }
    )
  })
})

const isJson = (candidate: string): boolean => {
  try {
    JSON.parse(candidate)
    return true
  } catch {
    return false
  }
}
