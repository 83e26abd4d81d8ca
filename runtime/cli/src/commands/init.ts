import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { flowText } from '@millrace/server/folder'
import { parseArguments } from '../arguments.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { demoFlow } from '../demo.ts'
import { version } from '../version.ts'

const help = `Usage: millrace init [DIR] [--json]

Makes a data folder: package.json, where plugins are installed, an example flow, and a README. DIR is the current folder
when it is left out. Files that exist are kept as they are.

  --json    { "dir": ..., "created": [...], "kept": [...] }`

export const init: Command = {
  help: () => help,

  async run(argv) {
    const { values, positionals } = parseArguments(argv, { json: { type: 'boolean' } })
    if (positionals.length > 1) throw new UsageError('Name one folder')
    const dir = resolve(positionals[0] ?? '.')
    const created: string[] = []
    const kept: string[] = []
    for (const [name, text] of Object.entries(filesOf(dir))) {
      const path = join(dir, name)
      await mkdir(dirname(path), { recursive: true })
      ;((await create(path, text)) ? created : kept).push(name)
    }
    if (values.json) console.log(JSON.stringify({ dir, created, kept }))
    else console.log(report(dir, created, kept))
    return exitCodes.ok
  }
}

/** Tells whether there was no such file. */
const create = async (path: string, text: string): Promise<boolean> => {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const filesOf = (dir: string): Readonly<Record<string, string>> => ({
  'package.json': `${JSON.stringify(manifest(dir), undefined, 2)}\n`,
  'flows/demo-boiler.json': flowText(demoFlow),
  'README.md': readme(basename(dir)),
  '.gitignore': [
    'node_modules',
    'secret.key',
    '.lock',
    '.server.json',
    '.backup-*',
    'starts.json',
    '*.db',
    '*.db-*',
    ''
  ].join('\n')
})

const manifest = (dir: string) => ({
  name:
    basename(dir)
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[._-]+/, '') || 'flows',
  private: true,
  type: 'module',
  scripts: { start: 'millrace start --data-dir .', test: 'millrace validate .' },
  dependencies: { millrace: `^${version()}` }
})

const readme = (name: string): string => `# ${name}
A data folder of Millrace.

    npm install     installs Millrace and the plugins
    npm start       starts it: open http://127.0.0.1:1880/
    npm test        checks the flows

- \`flows/\`: one flow a file. The editor writes them on deploy; they are made to be kept in git and merged.
- \`integrations.json\`, \`globals.json\`: connections and values that flows share, written by the editor.
- \`credentials.json\`: secrets, sealed. The key is in \`secret.key\`, which does not belong in git, or in MILLRACE_SECRET_KEY.
- \`millrace.config.json\`: settings, if you need other than the defaults. \`npx millrace start --help\` lists them.
- Plugins: \`npm install\` a package that carries the keyword \`millrace-plugin\`, and restart.
`

const report = (dir: string, created: readonly string[], kept: readonly string[]): string => {
  const here = relative(process.cwd(), dir)
  return [
    ...created.map(name => `created  ${name}`),
    ...kept.map(name => `kept     ${name}`),
    '',
    `Next: ${here === '' ? '' : `cd ${here} && `}npm install && npm start`
  ].join('\n')
}
