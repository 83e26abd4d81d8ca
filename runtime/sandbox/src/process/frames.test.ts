import { expect } from 'chai'
import fc from 'fast-check'
import { Frames, frameOf } from './frames.ts'

describe('frames', () => {
  it('come out whole and in order, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat(40)), (texts, cuts) => {
        const all = Buffer.concat(texts.map(frameOf))
        const heard: string[] = []
        const frames = new Frames(text => heard.push(text))
        let at = 0
        for (const cut of cuts) {
          frames.push(all.subarray(at, at + cut))
          at += cut
        }
        frames.push(all.subarray(at))
        expect(heard).to.deep.equal(texts)
      })
    )
  })
})
