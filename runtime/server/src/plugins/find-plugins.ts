import { readdir } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { isObject } from '@millrace/sdk'
import { readText } from '../files/read-json.ts'

/** A plugin that may be loaded. */
export interface Candidate {
  /** Package name or file, as people know it. */
  readonly name: string
  /** The file to import. */
  readonly file: string
  /** The range of SDK versions that it asks for, when it does. */
  readonly sdk?: string
}

export const KEYWORD = 'millrace-plugin'

/** Dependencies of the data folder's package.json that carry the keyword, and files in its folder `plugins`. */
export const findPlugins = async (dataDir: string): Promise<readonly Candidate[]> => [
  ...(await fromDependencies(dataDir)),
  ...(await fromFolder(dataDir))
]

/** A plugin that the settings name: a package, or a file when it begins with a dot or a slash. */
export const namedPlugin = async (dataDir: string, name: string): Promise<Candidate> => {
  if (name.startsWith('.') || isAbsolute(name)) return { name, file: resolve(dataDir, name) }
  const manifest = await readManifest(packageFolder(dataDir, name))
  if (manifest === undefined)
    throw new Error(`it is not installed. Run npm install ${name} in the data folder ${dataDir}.`)
  return candidate(dataDir, name, manifest)
}

type Manifest = Readonly<Record<string, unknown>>

const packageFolder = (dataDir: string, name: string): string => join(dataDir, 'node_modules', name)

const fromDependencies = async (dataDir: string): Promise<readonly Candidate[]> => {
  const own = await readManifest(dataDir)
  const names = isObject(own?.dependencies) ? Object.keys(own.dependencies) : []
  const found = await Promise.all(
    names.map(async name => {
      const manifest = await readManifest(packageFolder(dataDir, name))
      const keywords = manifest?.keywords
      return manifest && Array.isArray(keywords) && keywords.includes(KEYWORD)
        ? [candidate(dataDir, name, manifest)]
        : []
    })
  )
  return found.flat()
}

const fromFolder = async (dataDir: string): Promise<readonly Candidate[]> => {
  const folder = join(dataDir, 'plugins')
  const names = await readdir(folder).catch(() => [])
  return names
    .filter(name => /\.m?[jt]s$/.test(name) && !/\.(?:d|test)\.m?[jt]s$/.test(name))
    .sort()
    .map(name => ({ name: `plugins/${name}`, file: join(folder, name) }))
}

const candidate = (dataDir: string, name: string, manifest: Manifest): Candidate => {
  const peers = isObject(manifest.peerDependencies) ? manifest.peerDependencies : {}
  const sdk = peers['@millrace/sdk']
  const file = join(packageFolder(dataDir, name), entryOf(manifest))
  return { name, file, ...(typeof sdk === 'string' && { sdk }) }
}

/** What `import` would load: packages of the data folder are not found from where Millrace itself is installed. */
const entryOf = ({ exports, main }: Manifest): string => {
  const root = isObject(exports) && '.' in exports ? exports['.'] : exports
  return conditional(root) ?? (typeof main === 'string' ? main : 'index.js')
}

const CONDITIONS = new Set(['node', 'import', 'module-sync', 'default'])

const conditional = (target: unknown): string | undefined => {
  if (typeof target === 'string') return target
  if (!isObject(target)) return undefined
  for (const [condition, inner] of Object.entries(target)) {
    const found = CONDITIONS.has(condition) ? conditional(inner) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const readManifest = async (folder: string): Promise<Manifest | undefined> => {
  const text = await readText(join(folder, 'package.json'))
  if (text === undefined) return undefined
  const manifest: unknown = JSON.parse(text)
  return isObject(manifest) ? manifest : undefined
}
