import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../bin/millrace.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

type Env = Readonly<Record<string, string>>

const start = (args: readonly string[], cwd: string, env: Env): ChildProcess & { stdout: NodeJS.ReadableStream } =>
  spawn(process.execPath, [...process.execArgv, entry, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  }) as never

/** Runs the command as people do, in its own process, to its end. */
export const millrace = async (args: readonly string[], cwd = process.cwd(), env: Env = {}): Promise<Ended> => {
  const child = start(args, cwd, env)
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'close')
  ])
  return { code: child.exitCode, out, err }
}

/** Starts the command and leaves it running; `lines` come as they are printed. */
export const running = (args: readonly string[], cwd = process.cwd(), env: Env = {}) => {
  const child = start(args, cwd, env)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const err = text(child.stderr as NodeJS.ReadableStream)
  const closed = once(child, 'close')
  return {
    /** The next line that the test accepts; throws with what went to standard error when the process ends before. */
    async line(fits: (line: string) => boolean): Promise<string> {
      for (;;) {
        const { value, done } = await lines.next()
        if (done) throw new Error(`it ended with ${child.exitCode}: ${await err}`)
        if (fits(value)) return value
      }
    },
    pid: child.pid,
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    /** The exit code, or the signal that ended it. */
    async ended(): Promise<number | NodeJS.Signals | null> {
      await closed
      return child.exitCode ?? child.signalCode
    },
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    }
  }
}
