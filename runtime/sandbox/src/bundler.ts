import { builtinModules, createRequire } from 'node:module'
import { ConfigError } from '@millrace/sdk'

/** A program that evaluates to a package. Throws a ConfigError when it may not be used, or cannot. */
export type Bundle = (name: string, path: string) => string

const NAME = '__module'

/** Bundles packages from the `node_modules` of a folder: those that are allowed, as far as they are JavaScript alone. */
export const bundler = (allowed: readonly string[], from: string): Bundle => {
  const known = new Map<string, string>()
  return (name, path) => {
    const refuse = (message: string): never => {
      throw new ConfigError([{ path, message }])
    }
    if (!allowed.some(one => name === one || name.startsWith(`${one}/`)))
      refuse(`${name} is not allowed: add it to the setting sandboxModules, and start again`)
    const before = known.get(name)
    if (before !== undefined) return before
    try {
      const program = build(name, from)
      known.set(name, program)
      return program
    } catch (error) {
      return refuse(reasonOf(name, from, error as Error))
    }
  }
}

const build = (name: string, from: string): string => {
  // loaded with the first module, because most runtimes need none
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild')
  const contents = `const m = require(${JSON.stringify(name)})
module.exports = m && m.__esModule && 'default' in m && Object.keys(m).length === 1 ? m.default : m`
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: from, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: NAME,
    platform: 'browser',
    target: 'es2024',
    logLevel: 'silent'
  })
  return `(() => { ${outputFiles[0]?.text ?? ''}\nreturn ${NAME} })()`
}

const reasonOf = (name: string, from: string, error: Error): string => {
  const [first] = (error as { errors?: readonly { readonly text: string }[] }).errors ?? []
  const text = first?.text ?? error.message
  const missing = /Could not resolve "(.+?)"/.exec(text)?.[1]
  if (missing === name) return `${name} is not installed: install it in ${from}`
  if (missing !== undefined && builtinModules.includes(missing.replace(/^node:/, '')))
    return `${name} needs ${missing} of Node.js, which functions do not have`
  if (text.includes('".node"')) return `${name} is native: functions may use JavaScript alone`
  return `${name} cannot be bundled: ${text}`
}
