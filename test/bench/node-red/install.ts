import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** What benchmarks compare with and measure by, in a git-ignored folder of their own. */
const dependencies = { 'node-red': '5.0.7', autocannon: '8.0.0' }
const folder = fileURLToPath(new URL('../../../.bench/node-red', import.meta.url))
const list = `${folder}/package.json`

/** Installs it the first time a benchmark asks for it. */
export const installNodeRed = async (say: (line: string) => void): Promise<void> => {
  const wanted = JSON.stringify({ private: true, dependencies })
  if (existsSync(`${folder}/node_modules`) && existsSync(list) && readFileSync(list, 'utf8') === wanted) return
  say('Installing Node-RED to compare with. This takes about half a minute.')
  mkdirSync(folder, { recursive: true })
  writeFileSync(list, wanted)
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32'
  })
}

/** Loads a package from there. */
export const fromBench = createRequire(list)
