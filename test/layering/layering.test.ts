import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Import {
  readonly from: string
  readonly specifier: string
  readonly typeOnly: boolean
}

/** What each package may import of the others: values, and types besides. */
const layers: Readonly<Record<string, { readonly values: readonly string[]; readonly types?: readonly string[] }>> = {
  'runtime/sdk': { values: [] },
  'runtime/engine': { values: ['@millrace/sdk'] },
  'runtime/sandbox': { values: ['@millrace/sdk'], types: ['@millrace/engine'] },
  'runtime/journal': { values: ['@millrace/sdk'], types: ['@millrace/engine'] },
  'runtime/server': { values: ['@millrace/sdk', '@millrace/engine', '@millrace/journal', '@millrace/sandbox'] },
  'runtime/cli': {
    values: [
      '@millrace/sdk',
      '@millrace/engine',
      '@millrace/journal',
      '@millrace/sandbox',
      '@millrace/server',
      '@millrace/nodes',
      '@millrace/plugin-amazon-sqs',
      '@millrace/plugin-azure-event-hubs',
      '@millrace/plugin-cloud',
      '@millrace/plugin-google-pubsub',
      '@millrace/plugin-mqtt'
    ]
  },
  nodes: { values: ['@millrace/sdk'] },
  'plugins/amazon-sqs': { values: ['@millrace/sdk', '@millrace/plugin-cloud'] },
  'plugins/azure-event-hubs': { values: ['@millrace/sdk', '@millrace/plugin-cloud'] },
  'plugins/cloud': { values: ['@millrace/sdk'] },
  'plugins/google-pubsub': { values: ['@millrace/sdk', '@millrace/plugin-cloud'] },
  'plugins/mqtt': { values: ['@millrace/sdk', '@millrace/plugin-cloud'] },
  editor: { values: ['@millrace/sdk'], types: ['@millrace/engine', '@millrace/server'] }
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"\n;]*?(?:\{[^}]*\})?[^'"\n;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g

const importsOf = (text: string, from = 'x.ts'): Import[] =>
  [...text.matchAll(IMPORT)].map(([, type, specifier, dynamic]) => ({
    from,
    specifier: specifier ?? dynamic ?? '',
    typeOnly: type !== undefined
  }))

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map(name => join(root, folder, 'src', name))

const runsPlugins = (folder: string): boolean =>
  folder === 'runtime/engine' || folder === 'nodes' || folder.startsWith('plugins/')

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const trespasses = (folder: string, imports: readonly Import[]): string[] => {
  const { values, types = [] } = layers[folder] ?? { values: [] }
  return imports.flatMap(({ from, specifier, typeOnly }) => {
    const name = packageOf(specifier)
    const ours = name.startsWith('@millrace/') || name === 'millrace'
    if (ours && !values.includes(name) && !(typeOnly && types.includes(name))) return [`${from} imports ${specifier}`]
    if (specifier.startsWith('.') && !join(dirname(join(root, from)), specifier).startsWith(join(root, folder)))
      return [`${from} reaches out of its package: ${specifier}`]
    return []
  })
}

/** Needs Node, unlike the rest of the SDK: tests import it, and nothing else. */
const contract = 'runtime/sdk/src/contract/'

const reaches = (from: string, specifier: string, folder: string): boolean =>
  specifier.startsWith('.') && join(dirname(from), specifier).startsWith(folder)

const read = (folder: string): Import[] =>
  sources(folder).flatMap(file => importsOf(readFileSync(file, 'utf8'), relative(root, file)))

describe('layering', () => {
  for (const folder of Object.keys(layers)) {
    it(`${folder} imports only what stands below it`, () => {
      expect(trespasses(folder, read(folder))).to.deep.equal([])
    })
  }

  it('the SDK uses no Node API, because the editor imports it too, but for its contract suite', () => {
    const node = read('runtime/sdk')
      .filter(({ from }) => !from.startsWith(contract))
      .filter(({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier))
    expect(node).to.deep.equal([])
  })

  it('nothing that runs in a browser or a runtime imports the contract suite', () => {
    const users = Object.keys(layers)
      .flatMap(read)
      .filter(({ from }) => !from.startsWith(contract))
      .filter(({ from, specifier }) => specifier === '@millrace/sdk/contract' || reaches(from, specifier, contract))
    expect(users).to.deep.equal([])
    expect(reaches('runtime/sdk/src/index.ts', './contract/index.ts', contract), 'control').to.equal(true)
  })

  it('engine, nodes and plugins touch neither process.env nor process-wide handlers', () => {
    const found = Object.keys(layers)
      .filter(runsPlugins)
      .flatMap(folder =>
        sources(folder)
          .filter(file => /process\.(env|on|once|exit)\b/.test(readFileSync(file, 'utf8')))
          .map(file => relative(root, file))
      )
    expect(found).to.deep.equal([])
  })

  it('would find a trespass (control)', () => {
    const imports = importsOf(
      "import { createServer } from '@millrace/server'\nimport type { Runtime } from '@millrace/engine'\nconst x = await import('@millrace/nodes')",
      'runtime/journal/src/x.ts'
    )
    expect(trespasses('runtime/journal', imports)).to.deep.equal([
      'runtime/journal/src/x.ts imports @millrace/server',
      'runtime/journal/src/x.ts imports @millrace/nodes'
    ])
  })
})
