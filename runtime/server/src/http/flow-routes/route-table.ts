import { FlowError } from '@millrace/sdk'
import { moreSpecific, type PathPattern, pathPattern } from './path-pattern.ts'

interface Route<T> {
  readonly pattern: PathPattern
  readonly owner: string
  readonly target: T
}

/** What answers on which path, each kept until its owner's signal aborts. */
export class RouteTable<T> {
  readonly #routes = new Map<string, Route<T>>()
  /** Routes by method, sorted. Rebuilt when routes change, which is seldom. */
  #sorted: readonly (readonly [method: string, Route<T>])[] = []

  /** Throws PATH_TAKEN when another owner answers there; the same owner's own is replaced. */
  add(method: string, path: string, target: T, owner: string, signal: AbortSignal): void {
    signal.throwIfAborted()
    const pattern = pathPattern(path)
    const key = `${method} ${pattern.shape}`
    const other = this.#routes.get(key)
    if (other && other.owner !== owner) {
      const message = `${method} ${path} is answered by ${other.owner} already. Give one of them another path.`
      throw new FlowError('PATH_TAKEN', message)
    }
    const route = { pattern, owner, target }
    this.#routes.set(key, route)
    this.#sort()
    signal.addEventListener('abort', () => {
      if (this.#routes.get(key) !== route) return
      this.#routes.delete(key)
      this.#sort()
    })
  }

  find(
    method: string,
    path: string
  ): { readonly target: T; readonly owner: string; readonly params: Readonly<Record<string, string>> } | undefined {
    for (const [own, { pattern, target, owner }] of this.#sorted) {
      const params = own === method ? pattern.match(path) : undefined
      if (params) return { target, owner, params }
    }
    return undefined
  }

  #sort(): void {
    this.#sorted = [...this.#routes]
      .map(([key, route]) => [key.slice(0, key.indexOf(' ')), route] as const)
      .sort(([, a], [, b]) => moreSpecific(a.pattern, b.pattern))
  }
}
