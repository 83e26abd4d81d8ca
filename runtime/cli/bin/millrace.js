#!/usr/bin/env node
// Runs on any Node, to say so when it is too old. The sandbox needs a Node that was started with --no-node-snapshot.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24

const SOURCE = '--conditions=@millrace/source'

/** What was built; in a checkout that was not, or that is run from source, the source. */
const entry = () => {
  const built = fileURLToPath(new URL('../dist/main.js', import.meta.url))
  if (existsSync(built) && !process.execArgv.includes(SOURCE)) return [built]
  return [SOURCE, fileURLToPath(new URL('../src/main.ts', import.meta.url))]
}

const start = () => {
  const args = ['--no-node-snapshot', ...process.execArgv, ...entry(), ...process.argv.slice(2)]
  const env = { MILLRACE_DATA_DIR: join(homedir(), '.millrace'), ...process.env }
  if (process.platform !== 'win32') return process.execve(process.execPath, [process.execPath, ...args], env)
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' })
  // Ctrl+C reaches both processes; the child decides what comes of it.
  process.on('SIGINT', () => {})
  child.on('exit', code => process.exit(code ?? 1))
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED) start()
else {
  console.error(
    `Millrace needs Node ${NEEDED} or newer, and this is Node ${process.versions.node}. ` +
      'Get it from https://nodejs.org, or run "npx -p node@24 -p millrace millrace".'
  )
  process.exitCode = 1
}
