import { getPath, type Message, type NodeContext, parseStatePath } from '@millrace/sdk'
import mustache from 'mustache'

export type Surroundings = Pick<NodeContext<unknown>, 'env' | 'state'>

/**
 * Where the names of a template are looked up: in the section they stand in, the sections around it, the message, then
 * the environment and state. Only a value's own properties count, so that a template from a message reaches no code.
 */
export class Lookup extends mustache.Context {
  readonly #above: Lookup | undefined
  readonly #message: Message
  readonly #surroundings: Surroundings
  readonly #quote: (text: string) => string

  constructor(
    view: unknown,
    message: Message,
    surroundings: Surroundings,
    quote: (text: string) => string,
    above?: Lookup
  ) {
    super(view, above)
    this.#above = above
    this.#message = message
    this.#surroundings = surroundings
    this.#quote = quote
  }

  override push(view: unknown): Lookup {
    return new Lookup(view, this.#message, this.#surroundings, this.#quote, this)
  }

  override lookup(name: string): unknown {
    const value = this.#find(name)
    return typeof value === 'string' ? this.#quote(value) : value
  }

  #find(name: string): unknown {
    if (name === '.') return this.view
    const steps = name.split('.')
    for (let level: Lookup | undefined = this; level; level = level.#above) {
      const found = ownAt(level.view, steps)
      if (found !== undefined) return found.value
    }
    return this.#outside(name) ?? ''
  }

  #outside(name: string): unknown {
    const [, variable] = /^env\.(.+)$/.exec(name) ?? []
    if (variable !== undefined) return this.#surroundings.env(variable)
    const [, scope, store, place] = /^(flow|global)(?:\[(\w+)\])?\.(.+)$/.exec(name) ?? []
    if (scope === undefined || place === undefined) return undefined
    const [key, ...path] = parseStatePath(place).path
    const values = this.#surroundings.state(scope as 'flow' | 'global', store)
    return getPath(values.get(String(key)), path, this.#message)
  }
}

const ownAt = (view: unknown, steps: readonly string[]): { readonly value: unknown } | undefined => {
  let value: unknown = view
  for (const step of steps) {
    if (value === null || value === undefined || !Object.hasOwn(Object(value), step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return typeof value === 'function' || value === undefined ? undefined : { value }
}
