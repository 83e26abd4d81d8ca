import { readFileSync } from 'node:fs'
import { findPackageJSON, registerHooks } from 'node:module'

/** The version of the SDK that this server works with. */
export const sdkVersion = (): string => {
  const path = findPackageJSON('@millrace/sdk', import.meta.url)
  return path ? JSON.parse(readFileSync(path, 'utf8')).version : '0.0.0'
}

/** While `load` runs, a plugin that finds no SDK beside it is given ours: a local file needs no installation. */
export const withOwnSdk = async <T>(load: () => Promise<T>): Promise<T> => {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context)
      } catch (error) {
        if (!/^@millrace\/sdk(?:\/|$)/.test(specifier)) throw error
        return next(specifier, { ...context, parentURL: import.meta.url })
      }
    }
  })
  try {
    return await load()
  } finally {
    hooks.deregister()
  }
}
