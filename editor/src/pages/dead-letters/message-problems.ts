import { decode, isObject, type Problem, pointerStep } from '@millrace/sdk'

/**
 * What keeps an edited text from being a message: text that is no JSON, no object, or a value that is written like one of
 * the codec's, such as `{ "$date": … }`, and is none.
 */
export const messageProblems = (text: string): readonly Problem[] => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [{ path: '', message: `is not JSON: ${(error as Error).message}` }]
  }
  if (!isObject(value)) return [{ path: '', message: 'must be an object, such as { "payload": 1 }' }]
  return unreadable(value, '')
}

/** The innermost values that cannot be read. */
const unreadable = (value: unknown, path: string): readonly Problem[] => {
  if (value === null || typeof value !== 'object') return []
  const inner = Object.entries(value).flatMap(([key, part]) => unreadable(part, path + pointerStep(key)))
  if (inner.length > 0) return inner
  const message = whyUnreadable(value)
  return message === undefined ? [] : [{ path, message }]
}

const whyUnreadable = (value: object): string | undefined => {
  const [tag = '', ...others] = Object.keys(value)
  if (!tag.startsWith('$') || others.length > 0) return undefined
  try {
    const read = decode(JSON.stringify(value))
    const nowhen = read instanceof Date && Number.isNaN(read.getTime()) && (value as { $date: unknown }).$date !== null
    return nowhen ? 'is not a date. Write one such as 2026-01-31T12:00:00.000Z' : undefined
  } catch {
    return `cannot be read as ${tag}`
  }
}
