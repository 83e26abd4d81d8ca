import { createWriteStream, existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FlowError } from '@millrace/sdk'
import { backupFolder } from '@millrace/server/folder'
import { parseArguments } from '../arguments.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { reach, reachHelp, reachOptions } from '../reach.ts'
import type { RunningServer } from '../running-server.ts'
import { version } from '../version.ts'

const help = () => `Usage: millrace backup FILE [--include-key] [--url URL | --data-dir DIR] [--json]

Writes the whole data folder as it is at this moment to FILE, a gzipped tar: flows, integrations, globals, settings, local
plugins, history, state, dead letters, and the messages that are under way. Messages flow on meanwhile.

  --include-key        Also secret.key, which the saved secrets are opened with: who has FILE then has the secrets. Without
                       it keep that file, or the MILLRACE_SECRET_KEY, in another place: a restore needs it.
${reachHelp()}
  --json               { "file": ..., "bytes": ... }`

export const backup: Command = {
  help,

  async run(argv) {
    const options = { ...reachOptions, 'include-key': { type: 'boolean' }, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArguments(argv, options)
    const [name] = positionals
    if (name === undefined || positionals.length > 1) throw new UsageError('Name one file to write')
    const file = resolve(name)
    if (existsSync(file)) throw new FlowError('ID_TAKEN', `${file} exists, and is not overwritten. Name another.`)
    const includeKey = values['include-key'] ?? false
    const reached = await reach(values)
    if (reached.server) await download(reached.server, file, includeKey)
    else await backupFolder(file, { ...reached, version: version(), includeKey })
    const { size } = await stat(file)
    console.log(values.json ? JSON.stringify({ file, bytes: size }) : `Saved to ${file} (${size} bytes).`)
    return exitCodes.ok
  }
}

const download = async ({ request }: RunningServer, file: string, includeKey: boolean): Promise<void> => {
  const { body } = await request('POST', `backup?includeKey=${includeKey}`)
  try {
    await pipeline(Readable.fromWeb(body as never), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}
