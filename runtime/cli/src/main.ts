import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Milliseconds that whatever a plugin left open may keep the process after its command has ended. */
const patience = 2000

// Before anything else is loaded: compiled code is kept for the next start, where only this user can write.
enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'millrace'))

const { runCommandLine } = await import('./command-line.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
setTimeout(() => process.exit(), patience).unref()
