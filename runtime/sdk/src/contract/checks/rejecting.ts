import assert from 'node:assert/strict'
import type { Bench } from '../bench.ts'
import type { Check } from '../check.ts'
import type { Running } from '../running.ts'

const LIMIT = 1000
const tooLarge = /large|bytes|size|limit/i

/** What cannot be taken or sent becomes a dead letter, and is in nobody's way. */
export const rejecting: readonly Check[] = [
  {
    name: 'makes a dead letter of a malformed message, and goes on',
    needs: ['receives', 'decodes'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear', trigger: bench.place.decodingTrigger })
      await bench.send('"before"', '{ "broken": ', '"after"')
      await running.hears(['before', 'after'])
      await running.deadLetter()
      await bench.acknowledged()
    }
  },
  {
    name: 'makes a dead letter of a message that is larger than people allow, and goes on',
    needs: ['receives'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear', limits: { bytes: LIMIT } })
      await bench.send('before', 'x'.repeat(LIMIT + 1), 'after')
      await running.hears(['before', 'after'])
      assert.match((await running.deadLetter()).error.message, tooLarge)
      await bench.acknowledged()
      assert.equal(running.bodies().length, 2)
    }
  },
  {
    name: 'sends nothing that is larger than people allow, says so, and goes on',
    needs: ['sends'],
    async run(bench) {
      const running = await bench.start({ shape: 'send', limits: { bytes: LIMIT } })
      await sendsOthers(bench, running, LIMIT + 1)
    }
  },
  {
    name: 'says when the far side does not take a message that is too large, and goes on',
    needs: ['sends', 'boundsSize'],
    async run(bench) {
      const running = await bench.start({ shape: 'send' })
      await sendsOthers(bench, running, (bench.far.largest ?? 0) + 1)
    }
  }
]

const sendsOthers = async (bench: Bench, running: Running, size: number) => {
  await running.emit('before', 'x'.repeat(size), 'after')
  await bench.received(['before', 'after'])
  assert.match((await running.deadLetter()).error.message, tooLarge)
  assert.equal((await bench.place.received?.())?.length, 2)
}
