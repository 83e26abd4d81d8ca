import { createRuntime } from '@millrace/engine'

/** What the contract suite of an integration runs it in: this repository's engine, and a child process with a SQLite journal. */
export const millrace = { createRuntime, fixture: new URL('child.fixture.ts', import.meta.url) }
