import { hasTemplate, type Problem } from '@millrace/sdk'

/** What a JSON key of a service account says. */
export interface GoogleKey {
  readonly project_id?: string
  readonly client_email: string
  readonly private_key: string
}

/** What is wrong with the text of a key, under the path of its field; nothing when it can be used, or is a template of which nothing is known yet. */
export const keyProblems = (text: string, path: string): readonly Problem[] => {
  if (hasTemplate(text)) return []
  const key = parsed(text)
  if (key === undefined) return [{ path, message: 'is not JSON: paste the whole file that Google Cloud made' }]
  if (key.type !== undefined && key.type !== 'service_account')
    return [{ path, message: `is of type ${String(key.type)}; needed is the key of a service account` }]
  const missing = ['client_email', 'private_key'].filter(name => typeof key[name] !== 'string' || key[name] === '')
  if (missing.length === 0) return []
  return [{ path, message: `lacks ${missing.join(' and ')}: paste the whole file that Google Cloud made` }]
}

/** Reads the text of a key that has no problems. */
export const readKey = (text: string): GoogleKey => JSON.parse(text) as GoogleKey

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
