import { getPath, parsePath } from './path.ts'

/** Where a template may take values from. */
export interface TemplateScope {
  /** The value of a global; throws when there is none of this name. */
  global(name: string): unknown
  env(name: string): string | undefined
}

const HOLE = /\{\{\s*(.*?)\s*\}\}/g
const REFERENCE = /^(globals|env|msg)\s*(?:\.|(?=\[))(.+)$/

export const hasTemplate = (text: string): boolean => text.includes('{{')

/** What is wrong with a template, or undefined. `withMessage` allows `{{msg.x}}`. */
export const templateProblem = (text: string, withMessage: boolean): string | undefined => {
  if ((text.match(/\{\{/g)?.length ?? 0) !== (text.match(/\}\}/g)?.length ?? 0)) return 'has a {{ without its }}'
  for (const [, inside = ''] of text.matchAll(HOLE)) {
    const found = REFERENCE.exec(inside)
    if (!found) return `{{${inside}}} must begin with globals., env.${withMessage ? ' or msg.' : ''}`
    if (found[1] === 'msg' && !withMessage) return `{{${inside}}}: there is no message yet when this is rendered`
    try {
      parsePath(found[2] as string)
    } catch (error) {
      return `{{${inside}}} ${(error as Error).message}`
    }
  }
  return undefined
}

/** Fills in globals and environment; `{{msg.x}}` is left as it stands. */
export const renderStart = (text: string, scope: TemplateScope): string =>
  text.replace(HOLE, (hole, inside: string) => {
    const found = REFERENCE.exec(inside)
    if (!found || found[1] === 'msg') return hole
    return asText(found[1] === 'env' ? scope.env(found[2] as string) : globalAt(scope, found[2] as string))
  })

const globalAt = (scope: TemplateScope, text: string): unknown => {
  const [name, ...rest] = parsePath(text)
  return getPath(scope.global(String(name)), rest)
}

/**
 * A function that fills in `{{msg.x}}`, with everything else already rendered. `encode` is given each value and the text
 * before it, and returns what to put in.
 */
export const compileTemplate = (
  text: string,
  encode: (value: string, before: string) => string = value => value
): ((message: object) => string) => {
  const parts: (string | ReturnType<typeof parsePath>)[] = []
  let from = 0
  for (const found of text.matchAll(HOLE)) {
    const reference = REFERENCE.exec(found[1] ?? '')
    if (reference?.[1] !== 'msg') continue
    parts.push(text.slice(from, found.index), parsePath(reference[2] as string))
    from = found.index + found[0].length
  }
  if (parts.length === 0) return () => text
  parts.push(text.slice(from))
  return message => {
    let filled = ''
    for (const part of parts) filled += typeof part === 'string' ? part : encode(asText(getPath(message, part)), filled)
    return filled
  }
}

const asText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
