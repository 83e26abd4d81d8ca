import { expect } from 'chai'
import { pathPattern } from './path-pattern.ts'
import { RouteTable } from './route-table.ts'

const alive = new AbortController().signal

describe('path of a flow', () => {
  it('hands over its parameters, decoded', () => {
    const pattern = pathPattern('/sites/:site/devices/:id')
    expect(pattern.match('/sites/K%C3%BCche%2F1/devices/7/')).to.deep.equal({ site: 'Küche/1', id: '7' })
    for (const path of ['/sites/a', '/sites/a/devices/', '/sites/a/other/7', '/sites/%ff/devices/7'])
      expect(pattern.match(path), path).to.equal(undefined)
  })

  it('is found by its literal parts before its parameters, whatever came first', () => {
    const table = new RouteTable<string>()
    table.add('GET', '/devices/:id', 'one', 'f/a', alive)
    table.add('GET', '/devices/all', 'all', 'f/b', alive)
    table.add('POST', '/devices/all', 'post', 'f/b', alive)
    expect(table.find('GET', '/devices/all')?.target).to.equal('all')
    table.add('GET', '/devices/1', 'digit', 'f/b', alive)
    expect(table.find('GET', '/devices/1')?.target).to.equal('digit')
    expect(table.find('GET', '/devices/7')).to.deep.include({ target: 'one', params: { id: '7' } })
    expect(table.find('PUT', '/devices/7')).to.equal(undefined)
  })

  it('is refused when another node answers there, whatever its parameters are called', () => {
    const table = new RouteTable<string>()
    table.add('GET', '/devices/:id', 'one', 'f/a', alive)
    expect(() => table.add('GET', '/devices/:name/', 'two', 'f/b', alive))
      .to.throw('f/a')
      .with.property('code', 'PATH_TAKEN')
  })

  it('ends with its owner, but not when the owner has registered it again', () => {
    const table = new RouteTable<string>()
    const [first, second] = [new AbortController(), new AbortController()]
    table.add('GET', '/x', 'old', 'f/a', first.signal)
    table.add('GET', '/x', 'new', 'f/a', second.signal)
    first.abort()
    expect(table.find('GET', '/x')?.target).to.equal('new')
    second.abort()
    expect(table.find('GET', '/x')).to.equal(undefined)
    table.add('GET', '/x', 'other', 'f/b', alive)
  })
})
