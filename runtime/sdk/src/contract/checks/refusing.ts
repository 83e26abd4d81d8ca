import assert from 'node:assert/strict'
import type { Bench } from '../bench.ts'
import type { Check } from '../check.ts'
import type { Counterpart, Missing, Permission, Refusal } from '../counterpart.ts'
import { triggerAddress } from '../flow.ts'
import type { ContractTest } from '../runtime.ts'

const ATTEMPTS = 3
/** Milliseconds: no further attempt while the check lasts. */
const NEVER = 600_000

const assertRefused = ({ passed, stage, message }: ContractTest, refusal: Refusal) => {
  assert.equal(passed, false, 'the Test must fail')
  assert.match(message ?? '', refusal.says)
  assert.equal(stage, refusal.stage, message)
}

const wrongCredentials: Check = {
  name: 'says that its credentials are wrong, at the right stage, and does not storm the far side',
  needs: ['authenticates'],
  async run(bench) {
    const wrong = bench.far.wrongCredentials
    assert.ok(wrong, 'the counterpart says that it authenticates: it must give wrong credentials')
    const integration = wrong.integration(bench.place)
    let attempts = 0
    const most = async (connects: number) => {
      const refusals = (await wrong.refusals?.()) ?? 0
      assert.ok(refusals - before <= connects * (wrong.refusalsPerConnect ?? 1), `${refusals - before} refusals`)
    }
    const before = (await wrong.refusals?.()) ?? 0
    const running = await bench.open({
      shape: bench.far.abilities.receives === true ? 'hear' : 'send',
      integration,
      backoff(attempt) {
        attempts = attempt
        return attempt < ATTEMPTS ? 10 : NEVER
      }
    })
    await bench.until('the attempts that the back-off allows', () => attempts === ATTEMPTS)
    const failure = await running.failed()
    assert.match(failure.reason, wrong.says)
    assert.equal(failure.stage, wrong.stage)
    await most(ATTEMPTS)
    assertRefused(await bench.test(integration), wrong)
    await most(ATTEMPTS + 1)
  }
}

const withoutPermission = (permission: Permission): Check => ({
  name: `names the permission ${permission.name} when it alone is missing`,
  needs: ['permits'],
  ...(permission.untestable !== undefined && { pending: permission.untestable }),
  async run(bench) {
    try {
      assertRefused(await bench.test(await permission.take(bench.place)), permission)
    } finally {
      await permission.give?.(bench.place)
    }
    assert.equal((await bench.test(bench.place.integration)).passed, true, 'with all permissions the Test must pass')
  }
})

const without = (missing: Missing): Check => ({
  name: `says which ${missing.what} is missing`,
  needs: ['misses'],
  async run(bench) {
    const { integration, trigger } = missing.config(bench.place)
    if (integration) assertRefused(await bench.test(integration), missing)
    const shape = bench.far.abilities.receives === true ? 'hear' : 'send'
    const running = await bench.open({ shape, trigger, ...(integration && { integration }) })
    const said = () => complaints(running)
    await bench.until(`the missing ${missing.what} in a status`, () => said().some(text => missing.says.test(text)))
    if (!missing.make) return
    await missing.make(bench.place)
    await running.connected()
  }
})

/** What connection and trigger say is wrong with them. */
const complaints = ({ runtime }: Awaited<ReturnType<Bench['open']>>): string[] => [
  ...runtime.connections().flatMap(({ status }) => (status.state === 'error' ? [status.reason] : [])),
  ...runtime.statuses().flatMap(({ address, text }) => (address === triggerAddress ? [text] : []))
]

/** Stands for the checks that there would be, so that their absence is seen. */
const absent = (name: string, need: 'permits' | 'misses'): Check => ({ name, needs: [need], run: async () => {} })

/** The far side does not let us in, does not let us do something, or does not have something. */
export const refusing = ({ abilities, permissions = [], missing = [] }: Counterpart): readonly Check[] => [
  wrongCredentials,
  ...(abilities.permits === true
    ? permissions.map(withoutPermission)
    : [absent('names each permission that is missing', 'permits')]),
  ...(abilities.misses === true ? missing.map(without) : [absent('says what is missing on the far side', 'misses')])
]
