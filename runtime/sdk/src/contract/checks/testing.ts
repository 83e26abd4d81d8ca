import assert from 'node:assert/strict'
import { stagesOf } from '../../define/integration.ts'
import { fill } from '../../schema/fill.ts'
import { asJson, isObject } from '../../schema/walk.ts'
import type { Bench } from '../bench.ts'
import type { Check } from '../check.ts'
import { contractIntegration } from '../flow.ts'

/** The stages that the integration says it goes through with the place's config. */
const announced = ({ setup, place }: Bench): readonly string[] => {
  const definition = setup.plugin.contributes.find(({ type }) => type === setup.integration)
  if (definition?.kind !== 'integration') return []
  const filled = fill(asJson(definition.config), place.integration)
  return stagesOf(definition.stages, isObject(filled) ? filled : {})
}

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
      assert.deepEqual(
        names,
        announced(bench).filter(name => names.includes(name)),
        'as `stages` announces, in its order'
      )
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
