import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer, loadSettings, settingsHelp } from '@millrace/server'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { demoFlow } from '../demo.ts'
import { defaultDataDir } from '../environment.ts'
import { firstPartyPlugins } from '../first-party-plugins.ts'
import { readableLog } from '../readable-log.ts'
import { firstSignal } from '../signals.ts'

const help = () => `Usage: millrace start [--data-dir DIR] [options]

Starts Millrace and serves its editor until Ctrl+C or SIGTERM; messages under way finish first. A second signal ends it
at once: what is under way is journaled and goes on with the next start.

  --data-dir <folder>  Folder of flows, secrets and journal. Default: ${defaultDataDir()}. [MILLRACE_DATA_DIR]
  --json               Log lines are JSON, and the line that says it is ready is { "url": ... }.
${settingsHelp()}

The command line comes before the environment [in brackets], that before millrace.config.json in the data folder.`

export const start: Command = {
  help,

  async run(argv) {
    const { dataDir, json, rest } = ownOptions(argv)
    const settings = await loadSettings({ argv: rest, env: process.env, dataDir })
    const stopping = firstSignal()
    const server = await createServer({
      dataDir,
      settings,
      plugins: firstPartyPlugins,
      editorDir: editorDir(),
      demo: demoFlow,
      guardProcess: true,
      ...(!json && { logStream: readableLog(process.stdout) })
    })
    const { safeMode } = server.parts.health.health
    if (safeMode && !json) console.log(`Safe mode. ${safeMode.message}`)
    const ready = { url: server.url, ...(safeMode && { safeMode }) }
    console.log(json ? JSON.stringify(ready) : `Millrace is running at ${server.url}`)
    await stopping
    if (!json) console.log('Stopping: messages under way finish first. Press Ctrl+C again to stop at once.')
    await server.stop()
    return exitCodes.ok
  }
}

/** Takes out what is not a setting; all else is checked against the settings' schema. */
const ownOptions = (argv: readonly string[]) => {
  const options = { 'data-dir': { type: 'string' }, json: { type: 'boolean' } } as const
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true })
  const taken = new Set<number>()
  for (const token of tokens) {
    if (token.kind !== 'option' || !(token.name in options)) continue
    taken.add(token.index)
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1)
  }
  const dataDir = values['data-dir']
  if (dataDir !== undefined && (typeof dataDir !== 'string' || dataDir === ''))
    throw new UsageError('--data-dir needs a folder')
  return {
    dataDir: dataDir ? resolve(dataDir) : defaultDataDir(),
    json: values.json === true,
    rest: argv.filter((_, i) => !taken.has(i))
  }
}

/** The built editor; without one the server still runs, and says so where the page would be. */
const editorDir = (): string | undefined => {
  const dir = fileURLToPath(new URL('dist', import.meta.resolve('@millrace/editor/package.json')))
  return existsSync(dir) ? dir : undefined
}
