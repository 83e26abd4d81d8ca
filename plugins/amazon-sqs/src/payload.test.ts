import { RejectedError } from '@millrace/sdk'
import { expect } from 'chai'
import { attributeBytes, readAttributes, writeAttributes } from './attributes.ts'
import { decodeBody, encodeBody } from './payload.ts'

describe('bodies and attributes', () => {
  it('reads a body as it is told to', () => {
    expect(decodeBody('auto', '{"a":1}')).to.deep.equal({ a: 1 })
    expect(decodeBody('auto', '{ broken')).to.equal('{ broken')
    expect(decodeBody('auto', '17')).to.equal('17')
    expect(decodeBody('text', '{"a":1}')).to.equal('{"a":1}')
    expect(decodeBody('json', '17')).to.equal(17)
    expect(decodeBody('bytes', 'AP8=')).to.deep.equal(new Uint8Array([0, 255]))
    expect(() => decodeBody('json', '{ broken')).to.throw(RejectedError, 'not JSON')
    expect(() => decodeBody('bytes', 'no base64!')).to.throw(RejectedError, 'not Base64')
  })

  it('writes text as it is, bytes as Base64, the rest as JSON, and refuses nothing at all', () => {
    expect(encodeBody('ä')).to.equal('ä')
    expect(encodeBody(new Uint8Array([0, 255]))).to.equal('AP8=')
    expect(encodeBody({ a: 1 })).to.equal('{"a":1}')
    expect(encodeBody(false)).to.equal('false')
    expect(() => encodeBody(undefined)).to.throw(RejectedError, 'empty')
  })

  it('writes attributes of every type, and reads the same', () => {
    const bytes = new Uint8Array([1, 2])
    const written = writeAttributes({
      text: 'a',
      number: 1.5,
      bytes,
      own: { value: 'v', dataType: 'String.uuid' },
      yes: true
    })
    expect(readAttributes(written)).to.deep.equal({
      text: { value: 'a', dataType: 'String' },
      number: { value: 1.5, dataType: 'Number' },
      bytes: { value: bytes, dataType: 'Binary' },
      own: { value: 'v', dataType: 'String.uuid' },
      yes: { value: 'true', dataType: 'String' }
    })
    expect(writeAttributes(readAttributes(written))).to.deep.equal(written)
  })

  it('leaves numbers that JavaScript cannot hold as text', () => {
    const big = '12345678901234567890'
    expect(readAttributes({ big: { DataType: 'Number', StringValue: big } }).big?.value).to.equal(big)
  })

  it('counts names, types and values against the size of a message', () => {
    expect(attributeBytes(writeAttributes({ ab: 'ä', c: new Uint8Array(3) }))).to.equal(2 + 6 + 2 + 1 + 6 + 3)
  })

  it('refuses attributes that SQS would', () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, 'x']))
    const refused: [unknown, string][] = [
      [many, 'takes 10'],
      [{ a: '' }, 'is empty'],
      [{ a: { b: 1 } }, 'must be text'],
      [{ a: { value: 1, dataType: 'Date' } }, 'must be String, Number or Binary'],
      ['text', 'must be an object']
    ]
    for (const [given, text] of refused) expect(() => writeAttributes(given)).to.throw(RejectedError, text)
    expect(writeAttributes({ a: undefined })).to.deep.equal({})
  })
})
