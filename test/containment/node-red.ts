/**
 * `npm run bench:containment`: what Node-RED does with the code of the containment tests, as the rows of a table. Each
 * case has a Node-RED of its own, which is killed afterwards.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { installNodeRed } from '../bench/node-red/install.ts'
import { until } from '../servers/until.ts'
import { answeringCode } from './answering-code.ts'
import { escapes, searches } from './escapes.ts'
import { type Hostile, hostile } from './hostile.ts'
import { spoils } from './spoils.ts'

const main = fileURLToPath(new URL('node-red.cjs', import.meta.url))
/** Milliseconds without an answer after which it hangs. */
const PATIENCE = 5000
/** Milliseconds that it has for running out of memory. */
const DYING = 10_000

const answering = (path: string, func: string) => [
  { id: `in-${path}`, type: 'http in', z: 'tab', url: `/${path}`, method: 'post', wires: [[`work-${path}`]] },
  { id: `work-${path}`, type: 'function', z: 'tab', func, outputs: 1, wires: [[`out-${path}`]] },
  { id: `out-${path}`, type: 'http response', z: 'tab', wires: [] }
]

interface NodeRed {
  readonly url: string
  /** Whether it ends by itself, given some time for it. */
  ends(): Promise<boolean>
  stop(): Promise<void>
}

const startNodeRed = async (flows: readonly object[]): Promise<NodeRed> => {
  const dir = await mkdtemp(join(tmpdir(), 'containment-node-red-'))
  await writeFile(join(dir, 'flows.json'), JSON.stringify([{ id: 'tab', type: 'tab', label: 'Tab' }, ...flows]))
  const child = spawn(process.execPath, ['--max-old-space-size=512', main, dir], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const exited = () => child.exitCode !== null || child.signalCode !== null
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^port (\d+)/.exec(line)?.[1]
    if (port === undefined) continue
    child.stdout.resume()
    return {
      url: `http://127.0.0.1:${port}/`,
      ends: async () => {
        const deadline = performance.now() + DYING
        await until(() => exited() || performance.now() > deadline)
        return exited()
      },
      async stop() {
        const gone = exited() ? undefined : once(child, 'exit')
        child.kill('SIGKILL')
        await gone
        await rm(dir, { recursive: true, force: true })
      }
    }
  }
  throw new Error('Node-RED ended before it was ready')
}

const post = async (url: string, path: string, body = '{}'): Promise<string | undefined> => {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(new URL(path, url), {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE)
    })
    return await answer.text()
  } catch {
    return undefined
  }
}

/** What has become of Node-RED after it ran this code. */
const fate = async ({ code }: Hostile): Promise<string> => {
  const func = code.includes('return') ? code : `${code}\nreturn msg`
  const red = await startNodeRed([...answering('culprit', func), ...answering('other', 'return msg')])
  try {
    const answered = await post(red.url, 'culprit')
    const alive = (await post(red.url, 'other')) !== undefined
    if (!alive) return (await red.ends()) ? 'the process dies' : 'the process hangs'
    return answered === undefined ? 'others go on; the message is lost' : 'others go on'
  } finally {
    await red.stop()
  }
}

await installNodeRed(console.log)
for (const one of Object.values(hostile).flat()) console.log(`| ${one.name} | ${await fate(one)} |`)

const ways = Object.entries({ ...escapes, ...searches })
const red = await startNodeRed(ways.flatMap(([, code], i) => answering(`way${i}`, answeringCode(code))))
const out: string[] = []
for (const [i, [name]] of ways.entries())
  if (spoils.test((await post(red.url, `way${i}`, JSON.stringify({ file: main }))) ?? '')) out.push(name)
await red.stop()
console.log(`\n${out.length} of ${ways.length} ways out give something: ${out.join(', ')}`)
