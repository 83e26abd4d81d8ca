import type { PathGuarantee } from '@millrace/engine'
import { expect } from 'chai'
import { promisedBy } from './guarantee.ts'

const twice = { address: 'f/out', guarantee: 'at least once', reason: 'may send twice' } as const
const loses = { address: 'f/in', guarantee: 'may lose', reason: 'QoS 0' } as const
const paths: readonly PathGuarantee[] = [
  { trigger: 'f/in', end: 'f/out', guarantee: 'may lose', reasons: [twice, loses] },
  { trigger: 'f/in', end: 'f/two', guarantee: 'at least once', reasons: [twice] },
  { trigger: 'f/in2', end: 'f/two', guarantee: 'idempotent', reasons: [] },
  { trigger: 'ff/in', end: 'ff/out', guarantee: 'idempotent', reasons: [] }
]

describe('what a trigger promises', () => {
  it('is what its weakest path does, with each reason once', () => {
    expect(promisedBy(paths, 'f/in')).to.deep.equal({ guarantee: 'may lose', reasons: [loses, twice] })
    expect(promisedBy(paths, 'f/in2')).to.deep.equal({ guarantee: 'idempotent', reasons: [] })
  })
  it('is told of a whole flow, and not of another whose id begins the same', () => {
    expect(promisedBy(paths, 'f')?.guarantee).to.equal('may lose')
    expect(promisedBy(paths, 'ff')?.guarantee).to.equal('idempotent')
  })
  it('is nothing where no path begins', () => {
    expect(promisedBy(paths, 'g')).to.equal(undefined)
  })
})
