import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { AccessOf, Broker } from './access.ts'

/** The loop of `sdk/`, in a process of its own. */
export const startSdkLoop = <B extends Broker>(broker: B, access: AccessOf[B]): { stop(): Promise<void> } => {
  const file = fileURLToPath(new URL(`sdk/${broker}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file, JSON.stringify(access)], { stdio: ['ignore', 'ignore', 'inherit'] })
  const gone = once(child, 'exit')
  return {
    async stop() {
      if (child.exitCode !== null) throw new Error(`the loop of ${broker} ended by itself, with ${child.exitCode}`)
      child.kill('SIGKILL')
      await gone
    }
  }
}
