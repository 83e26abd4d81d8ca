import { resolve } from 'node:path'
import { restoreBackup } from '@millrace/server/folder'
import { parseArguments } from '../arguments.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'

const help = `Usage: millrace restore FILE --data-dir DIR [--json]

Makes a data folder from what millrace backup wrote. DIR must be new or empty. Start Millrace on it, and it goes on from the
moment of the backup: messages that were under way then come again.

  --json    { "dataDir": ..., "at": ..., "version": ..., "key": ... }`

export const restore: Command = {
  help: () => help,

  async run(argv) {
    const options = { 'data-dir': { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArguments(argv, options)
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new UsageError('Name one file to restore')
    if (!values['data-dir']) throw new UsageError('--data-dir names the folder to restore into')
    const dataDir = resolve(values['data-dir'])
    const { at, version, key } = await restoreBackup(resolve(file), dataDir)
    if (values.json) console.log(JSON.stringify({ dataDir, at, version, key }))
    else console.log(report(dataDir, at, key))
    return exitCodes.ok
  }
}

const report = (dataDir: string, at: number, key: boolean): string => {
  const restored = `Restored ${dataDir} as it was at ${new Date(at).toISOString()}.`
  if (key) return restored
  return `${restored}\nThe key of its secrets is not in the backup: put secret.key there, or set MILLRACE_SECRET_KEY, before it starts.`
}
