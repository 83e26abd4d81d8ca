import { expect } from 'chai'
import { copyText, rowsOf } from './value-rows.ts'

const message = { topic: 'plant/7', payload: { boiler: 7, burner: true, 'a b': null }, list: [1, 2] }
const lines = (value: unknown, ...open: string[]) =>
  rowsOf('msg', '', value, new Set(open)).map(({ depth, key, text }) => `${' '.repeat(depth)}${key}: ${text}`)

describe('the rows of a value', () => {
  it('are one line with a preview while it is closed', () => {
    expect(lines(message)).to.deep.equal(['msg: { topic: "plant/7", payload: {…}, list: [2] }'])
  })

  it('show what is open and nothing below what is closed', () => {
    expect(lines(message, '')).to.deep.equal([
      'msg: object, 3 keys',
      ' topic: "plant/7"',
      ' payload: { boiler: 7, burner: true, a b: null }',
      ' list: array, 2 items'
    ])
    expect(lines(message, '', '/1')).to.include('  boiler: 7')
  })

  it('carry the path as a node would write it', () => {
    const rows = rowsOf('msg', '', message, new Set(['', '/1', '/2']))
    expect(rows.map(({ path }) => path)).to.deep.equal([
      '',
      'topic',
      'payload',
      'payload.boiler',
      'payload.burner',
      'payload["a b"]',
      'list',
      'list[0]',
      'list[1]'
    ])
  })

  it('go on from the property that a debug node shows', () => {
    const rows = rowsOf('payload', 'payload', { temperature: 84.2 }, new Set(['']))
    expect(rows[1]?.path).to.equal('payload.temperature')
  })

  it('break long lists into stretches that keep the index', () => {
    const long = Array.from({ length: 250 }, (_, index) => index)
    const rows = rowsOf('list', 'list', long, new Set(['', '/2']))
    expect(rows.slice(1, 4).map(({ text }) => text)).to.deep.equal(['0 … 99', '100 … 199', '200 … 249'])
    expect(rows.at(-1)).to.include({ path: 'list[249]', value: 249 })
  })

  it('know every value of the codec', () => {
    const text = (value: unknown) => rowsOf('v', 'v', value, new Set())[0]?.text
    expect(text(undefined)).to.equal('undefined')
    expect(text(-0)).to.equal('-0')
    expect(text(12n)).to.equal('12n')
    expect(text(new Date(0))).to.equal('1970-01-01T00:00:00.000Z')
    expect(text(new Uint8Array(3))).to.equal('buffer, 3 bytes')
    expect(text(new Map([['a', 1]]))).to.equal('map, 1 entry')
    expect(text([])).to.equal('[]')
    expect(text({})).to.equal('object, 0 keys')
  })
})

describe('copying a value', () => {
  it('takes text as it is and anything else as JSON', () => {
    expect(copyText('a "b"')).to.equal('a "b"')
    expect(copyText({ a: 1n })).to.equal('{\n  "a": "1"\n}')
    expect(copyText(84.2)).to.equal('84.2')
  })
})
