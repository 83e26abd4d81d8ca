import { expect } from 'chai'
import { editList } from './list-edit.ts'

const secret = (id: string) => ({ name: id, password: { $secret: id } })
const make = () => 'new'

describe('editing a list', () => {
  it('inserts, removes and moves', () => {
    expect(editList(['a', 'b'], { edit: 'insert', index: 1 }, make)).to.deep.equal(['a', 'new', 'b'])
    expect(editList(['a', 'b', 'c'], { edit: 'remove', index: 1 }, make)).to.deep.equal(['a', 'c'])
    expect(editList(['a', 'b', 'c'], { edit: 'move', from: 0, to: 2 }, make)).to.deep.equal(['b', 'c', 'a'])
    expect(editList(['a', 'b', 'c'], { edit: 'move', from: 2, to: 0 }, make)).to.deep.equal(['c', 'a', 'b'])
  })

  it('leaves a secret with its entry', () => {
    const list = [secret('one'), secret('two'), secret('three')]
    const moved = editList(
      editList(list, { edit: 'move', from: 2, to: 0 }, () => secret('')),
      { edit: 'remove', index: 1 },
      () => secret('')
    )
    for (const { name, password } of moved) expect(password.$secret).to.equal(name)
    expect(moved.map(({ name }) => name)).to.deep.equal(['three', 'two'])
  })

  it('does nothing with an entry that is not there', () => {
    expect(editList(['a'], { edit: 'move', from: 4, to: 0 }, make)).to.deep.equal(['a'])
  })
})
