import { decode, encode, getPath, type Path, parseStatePath, setPath } from '@millrace/sdk'
import { type Answers, effectText, type StateScope } from '../boundary.ts'

const SIMPLE = /^[A-Za-z_]\w*$/

/** State as the code of one batch sees it: what it wrote itself first, then what was there before. Writes take effect outside when the batch returns. */
export class StateView {
  readonly #answers: Answers
  readonly #written = new Map<string, unknown>()
  #effects: string[] = []

  constructor(answers: Answers) {
    this.#answers = answers
  }

  get(fn: number, scope: StateScope, store: string, text: string): unknown {
    const place = locate(store, text)
    const root = this.#root(fn, scope, place.store, place.key)
    return place.rest.length === 0 ? root : getPath(root, place.rest)
  }

  set(fn: number, scope: StateScope, store: string, text: string, value: unknown): void {
    const place = locate(store, text)
    const root =
      place.rest.length === 0 ? value : setPath(this.#root(fn, scope, place.store, place.key) ?? {}, place.rest, value)
    this.#written.set(slot(fn, scope, place.store, place.key), root)
    this.#effects.push(effectText('set', fn, scope, place.store, place.key, encode(root)))
  }

  keys(fn: number, scope: StateScope, store: string): string[] {
    const keys = new Set(this.#answers.keys(fn, scope, store))
    const start = slot(fn, scope, store, '')
    for (const [written, value] of this.#written) {
      if (!written.startsWith(start)) continue
      if (value === undefined) keys.delete(written.slice(start.length))
      else keys.add(written.slice(start.length))
    }
    return [...keys]
  }

  /** The writes since the last call, as effects. */
  take(): string[] {
    const taken = this.#effects
    this.#effects = []
    return taken
  }

  /** Forgets what was written: it has taken effect, or never will. */
  clear(): void {
    this.#written.clear()
    this.#effects = []
  }

  #root(fn: number, scope: StateScope, store: string, key: string): unknown {
    const at = slot(fn, scope, store, key)
    if (this.#written.has(at)) return this.#written.get(at)
    const text = this.#answers.read(fn, scope, store, key)
    return text === undefined ? undefined : decode(text)
  }
}

const slot = (fn: number, scope: StateScope, store: string, key: string): string =>
  `${scope === 'node' ? fn : scope}\0${store}\0${key}`

/** Keys are paths, as in Node-RED, and may name their store: `#:(disk)::a.b`. */
const locate = (store: string, text: string): { store: string; key: string; rest: Path } => {
  if (SIMPLE.test(text)) return { store, key: text, rest: [] }
  const found = parseStatePath(text)
  const [first, ...rest] = found.path
  return { store: found.store ?? store, key: String(first), rest }
}
