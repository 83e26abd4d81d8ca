import { RejectedError } from '@millrace/sdk'
import { type BoundedPattern, boundedPattern } from '../value/bounded-pattern.ts'

/**
 * Search and replace as Node-RED does it: a text that matches as a whole takes the replacement with its type, otherwise
 * every occurrence in a text is replaced; a number or boolean is replaced when it is equal. Undefined when nothing changes.
 */
export const compileReplace = () => {
  let compiled: { readonly source: string; readonly pattern: BoundedPattern } | undefined
  const patternOf = ({ source }: RegExp): BoundedPattern => {
    if (compiled?.source !== source) compiled = { source, pattern: boundedPattern(source, 'g') }
    return compiled.pattern
  }

  return (current: unknown, search: unknown, replacement: unknown): { readonly value: unknown } | undefined => {
    if (search instanceof RegExp) {
      if (typeof current !== 'string') return undefined
      return { value: retyped(patternOf(search).replace(current, String(replacement)), replacement) }
    }
    if (typeof search !== 'string' && typeof search !== 'number' && typeof search !== 'boolean')
      throw new RejectedError(`cannot search for a value of type ${search === null ? 'null' : typeof search}`)
    if (typeof current === 'string') return replaceText(current, String(search), replacement)
    return current === search ? { value: replacement } : undefined
  }
}

const replaceText = (current: string, search: string, replacement: unknown) => {
  if (current === search) return { value: replacement }
  return { value: retyped(current.replaceAll(search, String(replacement)), replacement) }
}

/** Where all of the text became `true` or `false` because the replacement is a boolean, it becomes that boolean. */
const retyped = (text: string, replacement: unknown): unknown =>
  typeof replacement === 'boolean' && text === String(replacement) ? replacement : text
