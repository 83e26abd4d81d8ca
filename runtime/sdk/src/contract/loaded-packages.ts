import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'

/** The packages that a process has loaded after importing a module, by name. */
export const loadedPackages = async (module: URL): Promise<readonly string[]> => {
  const report = `
    const { createRequire, registerHooks } = await import('node:module')
    const urls = []
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) })
    await import(${JSON.stringify(module.href)})
    console.log(JSON.stringify([...urls, ...Object.keys(createRequire(${JSON.stringify(module.href)}).cache)]))`
  const args = [...process.execArgv, '--input-type=module', '--eval', report]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const names = (JSON.parse(stdout) as string[]).map(url => packageOf(url.replaceAll('\\', '/')))
  return [...new Set(names.filter(name => name !== undefined))]
}

const packageOf = (path: string): string | undefined => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]
