import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Flow, StoredIntegration } from '@millrace/engine'

const main = fileURLToPath(new URL('../../runtime/cli/src/main.ts', import.meta.url))

export interface Folder {
  readonly flows: readonly Flow[]
  readonly integrations: readonly StoredIntegration[]
}

/** Millrace as people run it, in a process of its own that can be killed. */
export interface MillraceProcess {
  readonly dir: string
  /** Of the process that runs now. */
  readonly pid: number
  /** Where it was ready last; another after each start. */
  readonly url: string
  /** Starts it, and resolves to its address when it is ready. */
  start(): Promise<string>
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** Kills what still runs and removes the data folder. */
  remove(): Promise<void>
}

/** A data folder with these flows, and the options to start with. */
export const millraceProcess = async (
  { flows, integrations }: Folder,
  options: readonly string[] = []
): Promise<MillraceProcess> => {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-crash-'))
  await mkdir(join(dir, 'flows'))
  for (const flow of flows) await writeFile(join(dir, 'flows', `${flow.id}.json`), JSON.stringify(flow))
  await writeFile(join(dir, 'integrations.json'), JSON.stringify({ format: 1, integrations }))
  let child: ChildProcess | undefined
  let url = ''
  const kill = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    dir,
    get pid() {
      return child?.pid ?? 0
    },
    get url() {
      return url
    },
    kill,
    async start() {
      const node = ['--no-node-snapshot', '--conditions=@millrace/source', main]
      const started = spawn(
        process.execPath,
        [
          ...node,
          'start',
          '--data-dir',
          dir,
          '--port',
          '0',
          '--json',
          '--log-level',
          'error',
          '--crash-loop',
          '0',
          ...options
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] }
      )
      child = started
      for await (const line of createInterface({ input: started.stdout })) {
        if (!line.includes('"url"')) continue
        started.stdout.resume()
        url = (JSON.parse(line) as { url: string }).url
        return url
      }
      throw new Error('Millrace ended before it was ready')
    },
    async remove() {
      await kill('SIGKILL')
      await rm(dir, { recursive: true, force: true })
    }
  }
}
