import { createRuntime } from '@millrace/engine'

/**
 * What the contract suite of an integration runs it in: this repository's engine, and a child process with a SQLite
 * journal, killed twice, or as often as `MILLRACE_TEST_KILLS` says.
 */
export const millrace = {
  createRuntime,
  fixture: new URL('child.fixture.ts', import.meta.url),
  kills: Number(process.env.MILLRACE_TEST_KILLS ?? 2)
}
