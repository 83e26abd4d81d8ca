import { expect } from 'chai'
import { compileTemplate } from './template.ts'
import { urlPart } from './url-part.ts'

const fill = (template: string, value: unknown) => compileTemplate(template, urlPart)({ v: value })

describe('a URL template', () => {
  it('encodes values for the place where they stand', () => {
    expect(fill('https://a.test/x/{{msg.v}}', 'b c/d?e#f')).to.equal('https://a.test/x/b%20c/d%3Fe%23f')
    expect(fill('https://a.test/?q={{msg.v}}&r=1', 'a&r=2/ü')).to.equal('https://a.test/?q=a%26r%3D2%2F%C3%BC&r=1')
    expect(fill('https://a.test:{{msg.v}}/x', 8080)).to.equal('https://a.test:8080/x')
    expect(fill('https://{{msg.v}}/x', 'a.test:80')).to.equal('https://a.test:80/x')
    expect(fill('https://eu-{{msg.v}}.a.test', 'west-1')).to.equal('https://eu-west-1.a.test')
    expect(fill('https://a.test{{msg.v}}', '/b c')).to.equal('https://a.test/b%20c')
  })

  it('takes a whole URL from the front', () => {
    expect(fill('{{msg.v}}/x', 'https://a.test/y?z')).to.equal('https://a.test/y?z/x')
  })

  it('lets no value choose another host or leave its path', () => {
    for (const value of ['.evil.test', '.evil.test/', '@evil.test', '?x', 'a\\b'])
      expect(() => fill('https://a.test{{msg.v}}', value), value).to.throw('change the host')
    expect(() => fill('https://{{msg.v}}.a.test/', 'evil.test/')).to.throw('change the host')
    for (const value of ['..', '../x', 'x/../../y'])
      expect(() => fill('https://a.test/b/{{msg.v}}', value), value).to.throw('out of its path')
    expect(fill('https://a.test/{{msg.v}}', 'x..y/...')).to.equal('https://a.test/x..y/...')
  })
})
