import { createPrivateKey } from 'node:crypto'
import { type GoogleKey, keyProblems, readKey } from '@millrace/plugin-cloud'
import { ConfigError, FlowError, hasTemplate, type Problem } from '@millrace/sdk'
import type { ProjectConfig } from './config.ts'

/** What is wrong with the sign-in of a config as it is stored, whose secrets may be references. */
export const signInProblems = ({ auth, endpoint, project }: ProjectConfig): readonly Problem[] => {
  if (auth.method === 'key')
    return typeof auth.key === 'string' && !hasTemplate(auth.key) ? keyProblems(auth.key, '/auth/key') : []
  if (auth.method !== 'none') return []
  const problems: Problem[] = []
  if (!endpoint || /\.googleapis\.com(:\d+)?\/?$/.test(endpoint))
    problems.push({
      path: '/endpoint',
      message: 'must be that of an emulator, which lets everybody in: Google does not'
    })
  if (!project) problems.push({ path: '/project', message: 'is required without a key that names it' })
  return problems
}

/** The key to sign in with; undefined for an emulator. Throws a ConfigError for one that is none. */
export const keyOf = ({ auth }: ProjectConfig): GoogleKey | undefined => {
  if (auth.method === 'none') return undefined
  const [text, path] =
    auth.method === 'key' ? [auth.key, '/auth/key'] : [String(auth.credential.key), '/auth/credential']
  const problems = keyProblems(text, path)
  if (problems.length > 0) throw new ConfigError(problems)
  const key = readKey(text)
  assertPrivateKey(key)
  return key
}

const assertPrivateKey = ({ private_key: pem, client_email: account }: GoogleKey): void => {
  try {
    createPrivateKey(pem)
  } catch (cause) {
    throw new FlowError('LOGIN_REFUSED', `the private key of ${account} is damaged: paste the whole file again`, {
      cause
    })
  }
}

/** The project that the config names, or else the key. */
export const projectOf = ({ project }: ProjectConfig, key: GoogleKey | undefined): string => {
  const found = project || key?.project_id
  if (found) return found
  throw new ConfigError([{ path: '/project', message: 'is required: the key does not name one' }])
}
