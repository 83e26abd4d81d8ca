import { runCommandLine } from './command-line.ts'

/** Milliseconds that whatever a plugin left open may keep the process after its command has ended. */
const patience = 2000

process.exitCode = await runCommandLine(process.argv.slice(2))
setTimeout(() => process.exit(), patience).unref()
