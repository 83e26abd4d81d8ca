import { expect } from 'chai'
import { memoryStates } from './memory-state.ts'
import { watchable } from './state.ts'

describe('state that is watched', () => {
  it('tells of each change, whoever made it, until nobody wants to hear', () => {
    const states = watchable(memoryStates())
    const heard: string[] = []
    const end = states('flow:f').watch?.(key => heard.push(key))
    states('flow:f').set('a', 1)
    states('flow:f').set('a', undefined)
    states('flow:other').set('b', 1)
    states('flow:f', 'disk').set('c', 1)
    end?.()
    states('flow:f').set('d', 1)
    expect(heard).to.deep.equal(['a', 'a'])
    expect(states('flow:f').get('d')).to.equal(1)
  })
})
