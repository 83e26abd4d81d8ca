import { expect } from 'chai'
import { isPressed } from './keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
  ({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held }) as KeyboardEvent

describe('a written key', () => {
  it('is the key with exactly those that are held', () => {
    expect(isPressed('Ctrl D', press('d', { ctrlKey: true }))).to.equal(true)
    expect(isPressed('Ctrl D', press('d'))).to.equal(false)
    expect(isPressed('Ctrl D', press('D', { ctrlKey: true, shiftKey: true }))).to.equal(false)
    expect(isPressed('Ctrl Shift D', press('D', { ctrlKey: true, shiftKey: true }))).to.equal(true)
    expect(isPressed('Delete', press('Delete', { shiftKey: true }))).to.equal(false)
  })

  it('is a sign wherever the keyboard has it', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).to.equal(true)
    expect(isPressed('?', press('?', { shiftKey: true, altKey: true }))).to.equal(false)
  })

  it('takes the command key for Ctrl', () => {
    expect(isPressed('Ctrl Z', press('z', { metaKey: true }))).to.equal(true)
  })
})
