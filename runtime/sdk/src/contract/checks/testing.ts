import assert from 'node:assert/strict'
import type { Check } from '../check.ts'
import { contractIntegration } from '../flow.ts'

/** The Test button. */
export const testing: readonly Check[] = [
  {
    name: 'A26 A27 passes a Test stage by stage, beside a running connection that it does not disturb',
    needs: [],
    async run(bench) {
      const { receives } = bench.far.abilities
      const running = await bench.start({ shape: receives === true ? 'hear' : 'send' })
      const before = running.statuses.length
      const { passed, stages, message } = await running.runtime.testIntegration(
        contractIntegration(bench.setup, bench.place.integration)
      )
      assert.equal(passed, true, message)
      const names = stages.map(({ name }) => name)
      assert.ok(names.length > 0, 'connect and check must name their stages')
      assert.equal(new Set(names).size, names.length, 'each stage has a name of its own')
      if (receives === true) {
        await bench.send('after the test')
        await running.hears(['after the test'])
      }
      const since = running.statuses.slice(before).map(({ state }) => state)
      assert.deepEqual(
        since.filter(state => state !== 'connected'),
        [],
        'the running connection must stay'
      )
    }
  }
]
