import { ConfigError } from '@millrace/sdk'
import { expect } from 'chai'
import { inEachMode, sandboxed } from './kit.test.ts'

inEachMode('code at deploy', mode => {
  const { node } = sandboxed({ mode })

  const problem = (make: () => unknown) => {
    try {
      make()
    } catch (error) {
      expect(error).to.be.instanceOf(ConfigError)
      return (error as ConfigError).problems[0]
    }
    throw new Error('it compiled')
  }

  it('is refused with line and column', () => {
    expect(problem(() => node('const a = 1\nlet x = ;'))).to.deep.equal({
      path: '/code',
      message: "line 2, column 9: Unexpected token ';'"
    })
    expect(problem(() => node('const msg = 1'))?.message).to.match(/^line 1, column 7: .*already been declared/)
  })

  it('is refused in setup and close code, too', () => {
    expect(problem(() => node('return msg', { setup: 'let y ==' }))).to.deep.include({ path: '/setup' })
    expect(problem(() => node('return msg', { close: '\n)' }))?.message).to.match(/^line 2, column 1:/)
  })

  it('cannot close the function around it', () => {
    expect(problem(() => node('}); (function () {'))?.message).to.match(/brace/)
  })

  it('may await at its top, or have nothing in it', () => {
    node('return await Promise.resolve(msg)')
    node('')
    node('// await nothing')
  })

  it('is only compiled: a thousand nodes take no isolate', () => {
    const before = process.memoryUsage().rss
    for (let i = 0; i < 1000; i++) node(`return { n: ${i} }`)
    expect(process.memoryUsage().rss - before).to.be.lessThan(60 * 2 ** 20)
  })
})
