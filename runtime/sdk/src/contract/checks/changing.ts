import assert from 'node:assert/strict'
import type { Bench } from '../bench.ts'
import type { Check } from '../check.ts'
import { startLoad } from '../load.ts'
import type { Running } from '../running.ts'

const CHANGES = 4

const underLoad = async (bench: Bench, change: (running: Running, n: number) => Promise<void>) => {
  const { abilities } = bench.far
  const sends = abilities.sends === true
  const running = await bench.start({ shape: sends ? 'carry' : 'hear' })
  const load = startLoad(bench, running.through)
  for (let n = 1; n <= CHANGES; n++) {
    await load.progress(10)
    await change(running, n)
    await running.connected()
  }
  const sent = await load.end()
  await running.hears(sent)
  if (sends) await bench.received(sent)
  await bench.acknowledged()
  const { deadLetters, lost } = running.runtime.balance()
  assert.deepEqual({ deadLetters, lost }, { deadLetters: 0, lost: 0 })
}

/** People change things while messages flow. */
export const changing: readonly Check[] = [
  {
    name: 'loses nothing when the integration is changed under load',
    needs: ['receives', 'redelivers', 'keepsWhileAway'],
    run: bench =>
      underLoad(bench, (running, n) =>
        running.save({ config: n % 2 ? bench.place.changedIntegration : bench.place.integration })
      )
  },
  {
    name: 'loses nothing when a deploy changes the trigger under load',
    needs: ['receives', 'redelivers', 'keepsWhileAway'],
    run: bench =>
      underLoad(bench, (running, n) => {
        const shape = bench.far.abilities.sends === true ? 'carry' : 'hear'
        return running.deploy({ shape, trigger: n % 2 ? bench.place.changedTrigger : bench.place.trigger })
      })
  }
]
