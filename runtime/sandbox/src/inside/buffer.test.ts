import { Buffer as NodeBuffer } from 'node:buffer'
import { expect } from 'chai'
import fc from 'fast-check'
import { buffer } from './buffer.ts'
import { bufferNumbers } from './buffer-numbers.ts'
import { bytes } from './bytes.ts'

const { Buffer: OurBuffer } = buffer(bytes())
bufferNumbers(OurBuffer)
const encodings = ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le'] as const
// The numbers are put in at run time, so Node's own types stand for both.
const Ours = OurBuffer as unknown as typeof NodeBuffer

describe('Buffer inside', () => {
  const same = (a: Uint8Array, b: Uint8Array): void => void expect([...a]).to.deep.equal([...b])

  it('writes bytes as the text that Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...encodings), (source, encoding) => {
        expect(Ours.from(source).toString(encoding)).to.equal(NodeBuffer.from(source).toString(encoding))
      })
    )
  })

  it('reads text into the bytes that Node reads', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('utf8', 'utf16le', 'latin1' as const),
        (text, encoding) => same(Ours.from(text, encoding), NodeBuffer.from(text, encoding))
      )
    )
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom('hex', 'base64', 'base64url' as const),
        (source, encoding) => {
          const text = NodeBuffer.from(source).toString(encoding)
          same(Ours.from(text, encoding), source)
        }
      )
    )
    same(Ours.from('lone \ud800 half'), NodeBuffer.from('lone \ud800 half'))
    same(Ours.from('abc1zz', 'hex'), NodeBuffer.from('abc1zz', 'hex'))
  })

  it('reads and writes numbers as Node does', () => {
    const source = NodeBuffer.from('0102fff4f5f6f708090a7f', 'hex')
    for (const name of [
      'readUInt8',
      'readInt16LE',
      'readUint16BE',
      'readInt32LE',
      'readUInt32BE',
      'readFloatLE',
      'readDoubleBE',
      'readBigInt64LE',
      'readBigUInt64BE'
    ] as const)
      expect(Ours.from(source)[name](1), name).to.deep.equal(source[name](1))
    for (const name of ['readUIntBE', 'readUIntLE', 'readIntBE', 'readIntLE'] as const)
      for (const length of [1, 3, 6])
        expect(Ours.from(source)[name](2, length), `${name} ${length}`).to.equal(source[name](2, length))
    for (const name of ['writeInt16BE', 'writeUInt32LE', 'writeFloatBE', 'writeDoubleLE'] as const) {
      const [ours, node] = [Ours.alloc(10), NodeBuffer.alloc(10)]
      expect(ours[name](1234, 1)).to.equal(node[name](1234, 1))
      same(ours, node)
    }
    const [ours, node] = [Ours.alloc(6), NodeBuffer.alloc(6)]
    ours.writeIntLE(-123456789012, 0, 6)
    node.writeIntLE(-123456789012, 0, 6)
    same(ours, node)
  })

  it('joins, compares, searches, fills, copies and shares its bytes', () => {
    const a = Ours.from('hello')
    expect(Ours.concat([a, Ours.from(' you')]).toString()).to.equal('hello you')
    expect(a.equals(Ours.from('hello'))).to.equal(true)
    expect(Ours.compare(a, Ours.from('help'))).to.equal(-1)
    expect([a.indexOf('l'), a.indexOf('l', 3), a.lastIndexOf('l'), a.includes('zz')]).to.deep.equal([2, 3, 3, false])
    expect(Ours.alloc(5, 'ab').toString()).to.equal('ababa')
    expect(a.slice(1, 3)).to.be.instanceOf(OurBuffer)
    a.slice(0, 1)[0] = 'j'.charCodeAt(0)
    expect(a.toString(), 'a slice is a view').to.equal('jello')
    expect(a.copy(Ours.alloc(3), 1)).to.equal(2)
    const target = Ours.alloc(4)
    expect(target.write('héé', 1)).to.equal(3)
    expect(JSON.parse(JSON.stringify(Ours.from([1, 2])))).to.deep.equal({ type: 'Buffer', data: [1, 2] })
    expect(Ours.from({ type: 'Buffer', data: [1, 2] } as never).toString('hex')).to.equal('0102')
    expect([Ours.byteLength('é'), Ours.isEncoding('UTF-8'), Ours.isEncoding('none')]).to.deep.equal([2, true, false])
    expect(() => Ours.from('a', 'none' as never)).to.throw(/Unknown encoding/)
    expect(Ours.from('0102', 'hex').swap16().toString('hex')).to.equal('0201')
  })
})
