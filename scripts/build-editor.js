// Builds the editor when its sources are newer than what was built last.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'

const newest = folder =>
  Math.max(0, ...readdirSync(folder, { recursive: true }).map(name => statSync(`${folder}/${name}`).mtimeMs))

const sources = ['editor/src', 'runtime/sdk/src'].map(newest)
const files = ['editor/index.html', 'editor/vite.config.ts', 'package-lock.json'].map(file => statSync(file).mtimeMs)
const built = existsSync('editor/dist/index.html') ? statSync('editor/dist/index.html').mtimeMs : 0

if (Math.max(...sources, ...files) > built) {
  console.log('Building the editor.')
  const output = execFileSync('npm', ['run', '--silent', 'build', '--workspace', '@millrace/editor'], {
    shell: process.platform === 'win32',
    encoding: 'utf8'
  })
  if (process.env.MILLRACE_VERBOSE) console.log(output)
}
