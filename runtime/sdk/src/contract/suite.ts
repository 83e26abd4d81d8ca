import type { Plugin } from '../define/plugin.ts'
import type { BenchSetup } from './bench.ts'
import { type ChecksOptions, contractChecks, pendingReason } from './checks/index.ts'
import { runCheck } from './run-check.ts'

/** What the suite uses of mocha, or of anything that has the same words. */
export interface TestWords {
  describe(title: string, define: () => void): unknown
  it(title: string, run?: (this: { timeout(milliseconds: number): unknown }) => Promise<void>): unknown
  before(run: (this: { timeout(milliseconds: number): unknown }) => Promise<void>): unknown
  after(run: (this: { timeout(milliseconds: number): unknown }) => Promise<void>): unknown
}

export interface ContractOptions extends Omit<BenchSetup, 'plugin' | 'child'>, ChecksOptions {
  /** The module whose default export is the plugin. */
  readonly module: URL
  /** The module that calls `runContractChild`. */
  readonly fixture: URL
  /** Where they are not global. */
  readonly words?: TestWords
}

/** Milliseconds, far above what a check takes: each one gives up by itself and says what it waited for. */
const TIMEOUT = 120_000
/** The same for each kill of a process. */
const KILL_TIMEOUT = 20_000

/**
 * Defines the tests that every integration passes, against one far side. What the far side cannot do is a pending test
 * that says why.
 */
export const integrationContract = (options: ContractOptions): void => {
  const { counterpart, module, fixture, words = globalThis as unknown as TestWords, ...rest } = options
  const { describe, it, before, after } = words
  const timeout = TIMEOUT + (options.kills ?? 0) * KILL_TIMEOUT
  let setup: BenchSetup
  describe(`the contract of integrations: ${options.integration} against ${counterpart.name}`, () => {
    before(async function () {
      this.timeout(timeout)
      const { default: plugin } = (await import(module.href)) as { default: Plugin }
      setup = { ...rest, plugin, counterpart, child: { module, fixture } }
      await counterpart.open()
    })
    after(async function () {
      this.timeout(timeout)
      await counterpart.close()
    })
    for (const check of contractChecks(options)) {
      const reason = pendingReason(check, counterpart)
      if (reason === undefined)
        it(check.name, async function () {
          this.timeout(timeout)
          await runCheck(check, setup)
        })
      else it(`${check.name} (not here: ${reason})`)
    }
  })
}
