import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Folder, millraceProcess } from '../../crash/millrace-process.ts'
import { freePorts } from '../../servers/free-ports.ts'
import { memoryOf } from './memory-of.ts'

/** One side as people run it, in a process of its own with its shipped settings. */
export interface Side {
  readonly url: string
  /** Milliseconds from the start of the process until it answered. */
  readonly ready: number
  /** Resident memory in MiB, with children. */
  memory(): Promise<number>
  stop(): Promise<void>
}

export const startMillrace = async (folder: Folder): Promise<Side> => {
  const millrace = await millraceProcess(folder)
  const began = performance.now()
  const url = await millrace.start()
  await fetch(url)
  return {
    url,
    ready: performance.now() - began,
    memory: () => memoryOf(millrace.pid),
    stop: () => millrace.remove()
  }
}

const nodeRed = fileURLToPath(new URL('../../../.bench/node-red/node_modules/node-red/red.js', import.meta.url))

export const startNodeRed = async (flow: readonly object[]): Promise<Side> => {
  const userDir = await mkdtemp(join(tmpdir(), 'bench-node-red-'))
  await writeFile(join(userDir, 'flows.json'), JSON.stringify(flow))
  const [port] = await freePorts(1)
  const url = `http://127.0.0.1:${port}/`
  const began = performance.now()
  const args = [nodeRed, '--userDir', userDir, '--port', String(port), 'flows.json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  await answers(url, child)
  return {
    url,
    ready: performance.now() - began,
    memory: () => memoryOf(child.pid as number),
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await rm(userDir, { recursive: true, force: true })
    }
  }
}

const answers = async (url: string, child: ChildProcess): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Node-RED ended with ${child.exitCode}`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await pause(5)
  }
}
