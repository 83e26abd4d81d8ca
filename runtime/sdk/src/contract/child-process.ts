import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Bench } from './bench.ts'
import { type ChildPlan, CONNECTED } from './child.ts'

export interface ChildSetup {
  /** The module whose default export is the plugin. */
  readonly module: URL
  /** The module that calls `runContractChild`. */
  readonly fixture: URL
}

/** A process with a runtime that carries messages from the source to the target. */
export interface Child {
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves to the exit code when it has ended by itself. */
  ended(): Promise<number | null>
}

export interface Children {
  /** What they all keep is in here. */
  readonly dir: string
  /** Starts one after the other. Resolves when it is connected. */
  start(options?: { readonly ends?: boolean }): Promise<Child>
}

/** Processes for one check, on the same folder. */
export const children = async (bench: Bench, { module, fixture }: ChildSetup): Promise<Children> => {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-contract-'))
  bench.defer(() => rm(dir, { recursive: true, force: true }))
  const { integration, trigger, output } = bench.setup
  const plan: ChildPlan = {
    module: module.href,
    dir,
    ends: false,
    types: { integration, ...(trigger && { trigger }), ...(output && { output }) },
    place: bench.place
  }
  return {
    dir,
    async start({ ends = false } = {}) {
      const child = spawn(
        process.execPath,
        [...process.execArgv, fileURLToPath(fixture), JSON.stringify({ ...plan, ends })],
        { stdio: ['ignore', 'pipe', 'inherit'] }
      )
      const kill = () => end(child)
      bench.defer(kill)
      for await (const line of createInterface({ input: child.stdout })) {
        if (line !== CONNECTED) continue
        child.stdout.resume()
        return {
          kill,
          ended: async () =>
            child.exitCode === null ? ((await once(child, 'exit')) as [number | null])[0] : child.exitCode
        }
      }
      throw new Error('the process ended before it was connected')
    }
  }
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
