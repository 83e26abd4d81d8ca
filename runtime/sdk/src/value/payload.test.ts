import { expect } from 'chai'
import { RejectedError } from '../errors.ts'
import { decodePayload, encodePayload } from './payload.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const noText = new Uint8Array([0xff, 0x00])

describe('payloads', () => {
  it('guesses JSON, then text, then bytes', () => {
    expect(decodePayload('auto', bytes(' {"a":[1]}'))).to.deep.equal({ a: [1] })
    expect(decodePayload('auto', bytes('{ not JSON'))).to.equal('{ not JSON')
    expect(decodePayload('auto', bytes('21.5'))).to.equal('21.5')
    expect(decodePayload('auto', noText)).to.deep.equal(noText)
  })

  it('reads as it is told, or rejects', () => {
    expect(decodePayload('text', bytes('{}'))).to.equal('{}')
    expect(decodePayload('json', bytes('21.5'))).to.equal(21.5)
    expect(decodePayload('bytes', bytes('{}'))).to.deep.equal(bytes('{}'))
    expect(() => decodePayload('text', noText)).to.throw(RejectedError, 'not text')
    expect(() => decodePayload('json', bytes('no'))).to.throw(RejectedError, 'not JSON')
  })

  it('writes text and bytes as they are, undefined as nothing, the rest as JSON', () => {
    expect(['a', noText, undefined, { a: 1 }, false, 21.5].map(encodePayload)).to.deep.equal([
      'a',
      noText,
      '',
      '{"a":1}',
      'false',
      '21.5'
    ])
    const round: Record<string, unknown> = {}
    round.self = round
    expect(() => encodePayload(round)).to.throw(RejectedError, 'cannot be written as JSON')
  })
})
