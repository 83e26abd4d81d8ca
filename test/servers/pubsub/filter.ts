import { invalid } from './rpc-error.ts'

type Attributes = Readonly<Record<string, string>>

/** Pub/Sub's filters as far as the tests need them: terms joined by AND, each perhaps with NOT. */
export const compileFilter = (text: string): ((attributes: Attributes) => boolean) => {
  const terms = text === '' ? [] : text.split(/\s+AND\s+/).map(compileTerm)
  return attributes => terms.every(term => term(attributes))
}

const compileTerm = (term: string): ((attributes: Attributes) => boolean) => {
  const not = /^\s*NOT\s+(.*)$/.exec(term)?.[1]
  if (not !== undefined) {
    const inner = compileTerm(not)
    return attributes => !inner(attributes)
  }
  const has = /^\s*attributes:(\w+)\s*$/.exec(term)?.[1]
  if (has !== undefined) return attributes => has in attributes
  const [, key = '', operator, value] = /^\s*attributes\.(\w+)\s*(=|!=)\s*"(.*)"\s*$/.exec(term) ?? []
  if (operator !== undefined) return attributes => (attributes[key] === value) === (operator === '=')
  const [, name = '', prefix] = /^\s*hasPrefix\(attributes\.(\w+),\s*"(.*)"\)\s*$/.exec(term) ?? []
  if (prefix !== undefined) return attributes => attributes[name]?.startsWith(prefix) ?? false
  throw invalid(`Invalid filter: ${term}`)
}
