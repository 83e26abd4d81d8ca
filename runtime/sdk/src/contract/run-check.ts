import { Bench, type BenchSetup } from './bench.ts'
import type { Check } from './check.ts'
import { assertWholePlace } from './gaps.ts'

let places = 0

/** Runs one check on a place of its own, and releases everything. Rejects with what the integration did not keep. */
export const runCheck = async (check: Check, setup: BenchSetup): Promise<void> => {
  const unique = `${Date.now().toString(36)}-${(++places).toString(36)}`
  const bench = new Bench(setup, await setup.counterpart.place(`contract-${unique}`))
  try {
    assertWholePlace(bench.place, setup.counterpart)
    await check.run(bench)
  } finally {
    await bench.close()
  }
}
