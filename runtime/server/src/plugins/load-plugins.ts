import { pathToFileURL } from 'node:url'
import { type Definition, FlowError, isObject, type Plugin } from '@millrace/sdk'
import { type Candidate, findPlugins, namedPlugin } from './find-plugins.ts'
import { sdkVersion, withOwnSdk } from './own-sdk.ts'
import { inRange } from './sdk-range.ts'

export interface LoadedPlugins {
  readonly plugins: readonly Plugin[]
  /** Why others could not be loaded: SDK_MISMATCH, TYPE_TAKEN or PLUGIN_FAILED, each naming its plugin. */
  readonly failures: readonly FlowError[]
}

export interface PluginSources {
  readonly dataDir: string
  /** Packages or files that the settings name. */
  readonly named: readonly string[]
  /** What is there already; their types are taken. */
  readonly given: readonly Plugin[]
}

/** The given plugins, then those of the data folder and the settings. One that fails keeps no other from loading. */
export const loadPlugins = ({ dataDir, named, given }: PluginSources): Promise<LoadedPlugins> =>
  withOwnSdk(async () => {
    const plugins = [...given]
    const failures: FlowError[] = []
    const attempt = async (name: string, step: () => Promise<void>): Promise<void> => {
      try {
        await step()
      } catch (error) {
        failures.push(failure(name, error as Error))
      }
    }
    const add = (candidate: Candidate) =>
      attempt(candidate.name, async () => {
        const plugin = await load(candidate)
        refuseTaken(plugin, plugins)
        plugins.push(plugin)
      })
    let found: readonly Candidate[] = []
    await attempt('package.json of the data folder', async () => {
      found = await findPlugins(dataDir)
    })
    for (const candidate of found) await add(candidate)
    for (const name of named)
      if (!found.some(candidate => candidate.name === name))
        await attempt(name, async () => add(await namedPlugin(dataDir, name)))
    return { plugins, failures }
  })

const load = async ({ file, sdk }: Candidate): Promise<Plugin> => {
  const own = sdkVersion()
  if (sdk !== undefined && !inRange(own, sdk))
    throw new FlowError(
      'SDK_MISMATCH',
      `it was written against version ${sdk} of @millrace/sdk, and this is ${own}. Install a version of it that fits.`
    )
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
  const plugin = [module.default, ...Object.values(module)].find(isPlugin)
  if (!plugin) throw new Error(`${file} exports no plugin. Export what definePlugin returns.`)
  return plugin
}

const isPlugin = (value: unknown): value is Plugin =>
  isObject(value) &&
  typeof value.name === 'string' &&
  Array.isArray(value.contributes) &&
  value.contributes.every(isDefinition)

const KINDS = new Set(['credential', 'integration', 'trigger', 'node'])

const isDefinition = (value: unknown): value is Definition =>
  isObject(value) && KINDS.has(String(value.kind)) && typeof value.type === 'string' && isObject(value.config)

const refuseTaken = (plugin: Plugin, others: readonly Plugin[]): void => {
  for (const { type } of plugin.contributes) {
    const other = others.find(({ contributes }) => contributes.some(definition => definition.type === type))
    if (other)
      throw new FlowError('TYPE_TAKEN', `it contributes ${type}, as the plugin ${other.name} does. Remove one of them.`)
  }
}

const failure = (name: string, error: Error & { code?: string }): FlowError => {
  const code = error.code === 'SDK_MISMATCH' || error.code === 'TYPE_TAKEN' ? error.code : 'PLUGIN_FAILED'
  const reason =
    error.code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING'
      ? 'it is TypeScript, which Node does not run from node_modules. Publish it as JavaScript.'
      : error.message
  return new FlowError(code, `The plugin ${name} could not be loaded: ${reason}`, { cause: error })
}
