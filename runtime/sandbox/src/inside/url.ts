/** The parts of an address, taken apart outside; undefined when the text is no address. */
export type SplitUrl = (change: {
  readonly href: string
  readonly base?: string | undefined
  readonly part?: string
  readonly value?: string
}) => Readonly<Record<string, string>> | undefined

/** URL and URLSearchParams. Taking addresses apart is left to the runtime's own parser. Its text runs inside isolates. */
export const url = (split: SplitUrl): { readonly URL: object; readonly URLSearchParams: object } => {
  const unescapeForm = (text: string): string => {
    const spaced = text.replaceAll('+', ' ')
    try {
      return decodeURIComponent(spaced)
    } catch {
      return spaced
    }
  }
  const escapeForm = (text: string): string =>
    encodeURIComponent(text.toWellFormed())
      .replace(/[!'()~]/g, found => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+')

  class URLSearchParams {
    #pairs: [string, string][] = []
    readonly #changed: (text: string) => void

    constructor(source: unknown = '', changed: (text: string) => void = () => {}) {
      this.#changed = changed
      if (typeof source === 'string') {
        for (const part of source.replace(/^\?/, '').split('&')) {
          if (part === '') continue
          const at = part.indexOf('=')
          this.#pairs.push([
            unescapeForm(at < 0 ? part : part.slice(0, at)),
            at < 0 ? '' : unescapeForm(part.slice(at + 1))
          ])
        }
        return
      }
      const entries =
        Symbol.iterator in Object(source) ? (source as Iterable<[string, string]>) : Object.entries(Object(source))
      for (const [name, value] of entries) this.#pairs.push([String(name), String(value)])
    }

    get size(): number {
      return this.#pairs.length
    }
    get = (name: string): string | null => this.#pairs.find(pair => pair[0] === String(name))?.[1] ?? null
    getAll = (name: string): string[] => this.#pairs.flatMap(pair => (pair[0] === String(name) ? [pair[1]] : []))
    has = (name: string, value?: string): boolean =>
      this.#pairs.some(pair => pair[0] === String(name) && (value === undefined || pair[1] === String(value)))
    append = (name: string, value: string): void => this.#replace([...this.#pairs, [String(name), String(value)]])
    delete = (name: string, value?: string): void =>
      this.#replace(
        this.#pairs.filter(pair => pair[0] !== String(name) || (value !== undefined && pair[1] !== String(value)))
      )
    set = (name: string, value: string): void => {
      const at = this.#pairs.findIndex(pair => pair[0] === String(name))
      if (at < 0) this.append(name, value)
      else
        this.#replace(
          this.#pairs.flatMap((pair, i): [string, string][] =>
            i === at ? [[pair[0], String(value)]] : pair[0] === String(name) ? [] : [pair]
          )
        )
    }
    sort = (): void => this.#replace(this.#pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    forEach = (each: (value: string, name: string, all: unknown) => void): void => {
      for (const [name, value] of this.#pairs) each(value, name, this)
    }
    keys = () => this.#pairs.map(([name]) => name).values()
    values = () => this.#pairs.map(([, value]) => value).values()
    entries = () => this.#pairs.map(([name, value]) => [name, value]).values();
    [Symbol.iterator] = () => this.entries()
    toString(): string {
      return this.#pairs.map(([name, value]) => `${escapeForm(name)}=${escapeForm(value)}`).join('&')
    }

    #replace(pairs: [string, string][]): void {
      this.#pairs = pairs
      this.#changed(this.toString())
    }
  }

  class URL {
    #parts: Readonly<Record<string, string>>
    #searchParams: URLSearchParams | undefined

    constructor(href: unknown, base?: unknown) {
      const parts = split({ href: String(href), base: base === undefined ? undefined : String(base) })
      if (!parts) throw new TypeError(`Invalid URL: ${href}`)
      this.#parts = parts
    }

    static canParse = (href: unknown, base?: unknown): boolean => URL.parse(href, base) !== null
    static parse(href: unknown, base?: unknown): URL | null {
      try {
        return new URL(href, base)
      } catch {
        return null
      }
    }

    get searchParams(): URLSearchParams {
      this.#searchParams ??= new URLSearchParams(this.read('search'), text => this.change('search', text))
      return this.#searchParams
    }
    toString(): string {
      return this.read('href')
    }
    toJSON(): string {
      return this.read('href')
    }
    protected read(part: string): string {
      return this.#parts[part] ?? ''
    }
    protected change(part: string, value: string): void {
      const parts = split({ href: this.read('href'), part, value })
      if (parts) this.#parts = parts
      else if (part === 'href') throw new TypeError(`Invalid URL: ${value}`)
    }

    static {
      const settable = [
        'href',
        'protocol',
        'username',
        'password',
        'host',
        'hostname',
        'port',
        'pathname',
        'search',
        'hash'
      ]
      for (const part of [...settable, 'origin'])
        Object.defineProperty(URL.prototype, part, {
          enumerable: true,
          configurable: true,
          get(this: URL) {
            return this.read(part)
          },
          set(this: URL, value: unknown) {
            if (part === 'origin') return
            this.change(part, String(value))
            if (part === 'search' || part === 'href') this.#searchParams = undefined
          }
        })
    }
  }

  return { URL, URLSearchParams }
}
