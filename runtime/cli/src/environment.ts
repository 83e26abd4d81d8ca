import { resolve } from 'node:path'

/** Where data is kept when the command line does not say: `MILLRACE_DATA_DIR`, else `.millrace` in the current folder. */
export const defaultDataDir = (): string => resolve(process.env.MILLRACE_DATA_DIR || '.millrace')

/** The environment as flows may see it: Millrace's own variables hold passwords and keys. */
export const flowEnv = (name: string): string | undefined =>
  name.startsWith('MILLRACE_') ? undefined : process.env[name]
