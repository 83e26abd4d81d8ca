import assert from 'node:assert/strict'
import type { Check } from '../check.ts'

const PER_SECOND = 5
const bodies = Array.from({ length: PER_SECOND + 2 }, (_, i) => `paced-${i}`)

/** So many a second: the first second's worth at once, the rest not before it is over. */
const paced = async (run: () => Promise<void>) => {
  const began = performance.now()
  await run()
  assert.ok(performance.now() - began > 990, 'messages above the limit must wait for the next second')
}

/** Above a limit messages wait; none is dropped. */
export const pacing: readonly Check[] = [
  {
    name: 'sends no faster than its limit, and drops nothing',
    needs: ['sends'],
    async run(bench) {
      const limits = { rate: { messages: PER_SECOND, per: 'second' as const } }
      const running = await bench.start({ shape: 'send', limits })
      await paced(async () => {
        await running.emit(...bodies)
        await bench.until('messages waiting for the limit', () => (running.runtime.connections()[0]?.waiting ?? 0) > 0)
        await bench.received(bodies)
      })
      assert.equal(running.runtime.balance().deadLetters, 0)
    }
  },
  {
    name: 'takes in no faster than its throttle, and drops nothing',
    needs: ['receives'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear', limits: { throttle: PER_SECOND } })
      await paced(async () => {
        await bench.send(...bodies)
        await running.hears(bodies)
      })
      await bench.acknowledged()
      assert.equal(running.runtime.balance().lost, 0)
    }
  }
]
