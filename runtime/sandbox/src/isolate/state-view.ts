import { decode, encode, getPath, type Path, parseStatePath, setPath } from '@millrace/sdk/values'
import { type Answers, effectText, type StateScope, slotOf } from '../boundary.ts'

const SIMPLE = /^[A-Za-z_]\w*$/

/** State as the code of one batch sees it: what it wrote itself first, then what was there before. Writes take effect outside when the batch returns. */
export class StateView {
  readonly #answers: Answers
  readonly #written = new Map<string, unknown>()
  #writes: Write[] = []

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
    const root = this.#write(fn, scope, place, value)
    const told = encode(root)
    const effect = effectText('set', fn, scope, place.store, place.key, told)
    this.#writes.push({ fn, scope, store: place.store, key: place.key, value: told, effect })
  }

  /** Adds to a number; nothing counts as 0. What others add at the same time is not lost. */
  add(fn: number, scope: StateScope, store: string, text: string, by: number): number {
    const place = locate(store, text)
    const before = this.get(fn, scope, store, text) ?? 0
    if (typeof before !== 'number' || !Number.isFinite(by)) throw new TypeError(`${text} is not a number`)
    const value = encode(this.#write(fn, scope, place, before + by))
    const path = text.replace(/^#:\(.+?\)::/s, '')
    const effect = effectText('add', fn, scope, place.store, path, by)
    this.#writes.push({ fn, scope, store: place.store, key: place.key, value, effect })
    return before + by
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

  /** The writes since the last call, as effects: they will take effect. */
  take(): string[] {
    const taken = this.#writes
    this.#writes = []
    return taken.map(({ fn, scope, store, key, value, effect }) => {
      this.#answers.wrote(fn, scope, store, key, value)
      return effect
    })
  }

  /** Forgets what was written: it has taken effect, or never will. */
  clear(): void {
    this.#written.clear()
    this.#writes = []
  }

  #write(fn: number, scope: StateScope, { store, key, rest }: Place, value: unknown): unknown {
    const root = rest.length === 0 ? value : setPath(this.#root(fn, scope, store, key) ?? {}, rest, value)
    this.#written.set(slot(fn, scope, store, key), root)
    return root
  }

  #root(fn: number, scope: StateScope, store: string, key: string): unknown {
    const at = slot(fn, scope, store, key)
    if (this.#written.has(at)) return this.#written.get(at)
    const text = this.#answers.read(fn, scope, store, key)
    return text === undefined ? undefined : decode(text)
  }
}

interface Place {
  readonly store: string
  readonly key: string
  readonly rest: Path
}

interface Write {
  readonly fn: number
  readonly scope: StateScope
  readonly store: string
  readonly key: string
  readonly value: string
  readonly effect: string
}

const slot = (fn: number, scope: StateScope, store: string, key: string): string =>
  `${slotOf(fn, scope, store)}\0${key}`

/** Keys are paths, as in Node-RED, and may name their store: `#:(disk)::a.b`. */
const locate = (store: string, text: string): Place => {
  if (SIMPLE.test(text)) return { store, key: text, rest: [] }
  const found = parseStatePath(text)
  const [first, ...rest] = found.path
  return { store: found.store ?? store, key: String(first), rest }
}
