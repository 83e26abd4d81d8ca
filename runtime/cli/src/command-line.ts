import { type Command, exitCodes, UsageError } from './command.ts'
import { version } from './version.ts'

/** Loaded when they are called: a flow is checked without loading the web server. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  run: async () => (await import('./commands/run.ts')).run,
  validate: async () => (await import('./commands/validate.ts')).validate,
  init: async () => (await import('./commands/init.ts')).init,
  'dead-letters': async () => (await import('./commands/dead-letters.ts')).deadLetters,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore
}

const help = `Usage: millrace <command> [options]

  start               Starts Millrace and serves its editor.
  run FILE            Runs one flow file, or a folder of them, without editor and journal.
  validate FILE...    Checks flow files, and says file, line and node of each problem.
  init [DIR]          Makes a data folder with an example.
  dead-letters        Lists, shows, replays, edits and purges messages that failed for good.
  backup FILE         Saves a data folder to one file, also while it is in use.
  restore FILE        Makes a data folder from such a file.

  --help, -h          This text; after a command, that command's options.
  --version, -v       The version.
  --json              Output for programs; goes with every command.

Exit codes: 0 all is well, 1 problems were found or something failed, 2 the command line is wrong.`

/** Runs one command line and resolves to the exit code. */
export const runCommandLine = async (argv: readonly string[]): Promise<number> => {
  const [name = '--help', ...rest] = argv
  const json = argv.includes('--json')
  try {
    if (name === '--version' || name === '-v') {
      console.log(json ? JSON.stringify({ millrace: version(), node: process.versions.node }) : version())
      return exitCodes.ok
    }
    if (name === '--help' || name === '-h' || name === 'help') {
      console.log(help)
      return exitCodes.ok
    }
    if (!Object.hasOwn(commands, name))
      throw new UsageError(`millrace has no command ${name}. Run millrace --help to see them`)
    const command = await commands[name]?.()
    if (rest.includes('--help') || rest.includes('-h')) {
      console.log(await command?.help())
      return exitCodes.ok
    }
    return (await command?.run(rest)) ?? exitCodes.ok
  } catch (error) {
    return tellFailure(name, error as Error & { code?: string }, json)
  }
}

const tellFailure = (name: string, error: Error & { code?: string }, json: boolean): number => {
  const usage = error instanceof UsageError || error.code === 'SETTINGS_INVALID'
  const code = usage ? 'USAGE' : (error.code ?? 'FAILED')
  if (json) console.log(JSON.stringify({ error: { code, message: error.message } }))
  else if (usage) console.error(`${error.message}\n${name in commands ? `Run millrace ${name} --help.` : ''}`.trim())
  else console.error(error.code ? error.message : error.stack)
  return usage ? exitCodes.usage : exitCodes.failed
}
