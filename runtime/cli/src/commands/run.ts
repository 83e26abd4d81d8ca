import { createRuntime } from '@millrace/engine'
import { createSandbox } from '@millrace/sandbox'
import { FlowError } from '@millrace/sdk'
import { parseArguments } from '../arguments.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { flowEnv } from '../environment.ts'
import { findProblems } from '../find-problems.ts'
import { findFlowFiles, readFlowFile } from '../flow-file.ts'
import { stderrLog } from '../readable-log.ts'
import { debugJson, debugLine } from '../show-debug.ts'
import { problemLine } from '../show-problems.ts'
import { firstSignal } from '../signals.ts'
import { readSurroundings } from '../surroundings.ts'

const help = `Usage: millrace run FILE [--json]

Runs one flow file, or all of a folder, until Ctrl+C. What debug nodes show goes to standard output, what is logged to
standard error. There is no editor, no HTTP and no journal: what is under way when the process is killed is lost.
A file in the folder flows of a data folder runs with its integrations, globals, secrets and plugins.

  --json    One line of JSON for each debug message.`

export const run: Command = {
  help: () => help,

  async run(argv) {
    const { values, positionals } = parseArguments(argv, { json: { type: 'boolean' } })
    const [path] = positionals
    if (path === undefined || positionals.length > 1) throw new UsageError('Name one flow file or folder to run')
    const files = await Promise.all((await findFlowFiles(path)).map(readFlowFile))
    const problems = await findProblems(files)
    for (const problem of problems) console.error(problemLine(problem))
    if (problems.some(({ severity }) => severity === 'error')) return exitCodes.failed

    const runtime = createRuntime({
      ...(await readSurroundings(files[0]?.dataDir)),
      flows: files.flatMap(({ flow }) => flow ?? []),
      sandbox: createSandbox(),
      env: flowEnv,
      log: stderrLog
    })
    const colors = process.stdout.isTTY && process.stdout.hasColors()
    runtime.on('debug', event => console.log(values.json ? debugJson(event) : debugLine(event, colors)))
    const ended = Promise.race([firstSignal(), readerGone()])
    try {
      await runtime.start()
      await ended
    } finally {
      await runtime.stop()
    }
    const { deadLetters } = runtime.balance()
    if (deadLetters === 0) return exitCodes.ok
    throw new FlowError('MESSAGE_REJECTED', `${deadLetters} messages failed for good; the log says why`)
  }
}

/** Resolves when whoever reads standard output leaves, as `head` does. */
const readerGone = (): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)))
  })
