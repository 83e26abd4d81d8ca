import { expect } from 'chai'
import { CheckpointWriter } from './checkpoint-writer.ts'
import { until } from './kit.test.ts'
import type { Position } from './prefix.ts'

const at = (sequenceNumber: number): Position => ({ offset: String(sequenceNumber), sequenceNumber })

describe('writing checkpoints', () => {
  /** A writer whose writes the test ends one by one. */
  const writer = () => {
    const writes: { position: number; end: (error?: Error) => void }[] = []
    const written: number[] = []
    const failed: string[] = []
    const made = new CheckpointWriter({
      write: ({ sequenceNumber: position }) =>
        new Promise((resolve, reject) => {
          writes.push({ position, end: error => (error ? reject(error) : resolve()) })
        }),
      written: ({ sequenceNumber }) => void written.push(sequenceNumber),
      failed: ({ message }) => void failed.push(message)
    })
    return { made, writes, written, failed }
  }

  it('gathers many into one write, and writes one at a time', async () => {
    const { made, writes, written } = writer()
    for (let i = 0; i < 100; i++) made.advance(at(i))
    await until(() => writes.length === 1)
    made.advance(at(100))
    void made.flush()
    made.advance(at(101))
    const flushed = made.flush()
    writes[0]?.end()
    await until(() => writes.length === 2)
    writes[1]?.end()
    await flushed
    expect(writes.map(({ position }) => position)).to.deep.equal([99, 101])
    expect(written).to.deep.equal([99, 101])
  })

  it('writes what comes in the same turn in which it had nothing to write', async () => {
    const { made, writes } = writer()
    void made.flush()
    made.advance(at(1))
    void made.flush()
    expect(writes.map(({ position }) => position)).to.deep.equal([1])
  })

  it('writes what comes in the same turn in which a write ends', async () => {
    const { made, writes, written } = writer()
    made.advance(at(1))
    void made.flush()
    writes[0]?.end()
    await Promise.resolve()
    made.advance(at(2))
    void made.flush()
    await until(() => writes.length === 2)
    writes[1]?.end()
    await until(() => written.length === 2)
  })

  it('tries again what could not be written', async () => {
    const { made, writes, written, failed } = writer()
    made.advance(at(1))
    void made.flush()
    writes[0]?.end(new Error('the disk is full'))
    await until(() => writes.length === 2)
    writes[1]?.end()
    await until(() => written.length === 1)
    expect(failed).to.deep.equal(['the disk is full'])
  })

  it('writes at once after it was closed', async () => {
    const { made, writes } = writer()
    await made.close()
    made.advance(at(1))
    expect(writes).to.have.length(1)
  })
})
