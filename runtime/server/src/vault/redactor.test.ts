import { expect } from 'chai'
import { createRedactor } from './redactor.ts'

describe('redactor', () => {
  it('takes secrets out by value, also as JSON and in a URL', () => {
    const redactor = createRedactor()
    redactor.add('pa"ss/word')
    for (const text of ['x pa"ss/word y', JSON.stringify({ p: 'pa"ss/word' }), 'http://u:pa%22ss%2Fword@host'])
      expect(redactor.redact(text))
        .to.contain('[secret]')
        .and.not.match(/ss.{0,3}word/)
    expect(redactor.redact('password')).to.equal('password')
  })

  it('leaves what is not text as it is, so that a log line stays JSON', () => {
    const redactor = createRedactor()
    redactor.add('1880')
    const seen = { port: 1880, list: ['at 1880'], error: new Error('x 1880') }
    expect(redactor.inside(seen)).to.deep.include({ port: 1880, list: ['at [secret]'] })
    expect(redactor.inside(seen)).to.have.nested.property('error.message', 'x [secret]')
  })

  it('leaves words alone that are too short to be told from others', () => {
    const redactor = createRedactor()
    redactor.add('on')
    expect(redactor.redact('connection')).to.equal('connection')
  })
})
