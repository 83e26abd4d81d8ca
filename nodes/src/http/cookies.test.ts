import { expect } from 'chai'
import { readCookies, readSetCookies, setCookies } from './cookies.ts'

describe('cookies', () => {
  it('are read from a request, the first of a name', () => {
    expect(readCookies('a=1; b=x%20y; c="q"; a=2; broken; d=%zz')).to.deep.equal({ a: '1', b: 'x y', c: 'q', d: '%zz' })
    expect(readCookies(null)).to.deep.equal({})
  })

  it('are set with a value or with options, and cleared with null', () => {
    expect(
      setCookies({ a: 'x y', b: { value: 1, path: '/p', httpOnly: true, secure: true, sameSite: 'lax' } })
    ).to.deep.equal(['a=x%20y; Path=/', 'b=1; Path=/p; HttpOnly; Secure; SameSite=lax'])
    expect(setCookies({ a: null })[0]).to.equal('a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT')
    expect(setCookies({ a: { value: 'x', maxAge: 60_000 } })[0]).to.match(/^a=x; Path=\/; Max-Age=60; Expires=/)
    expect(setCookies(undefined)).to.deep.equal([])
  })

  it('cannot smuggle in another attribute or header', () => {
    for (const cookies of [
      { 'a=b': 1 },
      { 'a\r\n': 1 },
      { a: { value: 1, path: '/; Domain=x' } },
      { a: { value: 1, domain: 'x\n' } }
    ])
      expect(() => setCookies(cookies))
        .to.throw()
        .with.property('code', 'MESSAGE_REJECTED')
    expect(setCookies({ a: 'x; Domain=y\r\n' })[0]).to.equal('a=x%3B%20Domain%3Dy%0D%0A; Path=/')
  })

  it('are read from a response with their attributes', () => {
    expect(readSetCookies(['a=1; Path=/; HttpOnly', 'b=x%20y'])).to.deep.equal({
      a: { value: '1', Path: '/' },
      b: { value: 'x y' }
    })
  })
})
