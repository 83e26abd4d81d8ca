import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const VERSION = '5.0.7'
const folder = fileURLToPath(new URL('../../../.bench/node-red', import.meta.url))

/** Installs Node-RED into a git-ignored folder the first time a benchmark asks for it. */
export const installNodeRed = async (say: (line: string) => void): Promise<void> => {
  if (existsSync(`${folder}/node_modules/node-red/package.json`)) return
  say(`Installing Node-RED ${VERSION} to compare with. This takes about half a minute.`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies: { 'node-red': VERSION } }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32'
  })
}
