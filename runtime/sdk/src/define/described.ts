import type { Problem } from '../problem.ts'
import type { Static, TObject } from '../schema/schema.ts'

/** What a definition of any kind says about itself; the editor's palette, forms and the reference pages are made from it. */
export interface Described<Config extends TObject> {
  /** Unique, `plugin/name`. It is the definition's identity: copies of one package, loaded twice, meet by it. */
  readonly type: string
  readonly title: string
  readonly description: string
  /** Markdown: set-up steps, troubleshooting, when to choose this. */
  readonly help?: string
  /** Name of a lucide icon, such as `radio-tower`. */
  readonly icon?: string
  /** Why not to use it any more, and what instead. */
  readonly deprecated?: string
  readonly config: Config
  readonly presets?: readonly Preset[]
  /** What no schema can say, such as a header that contradicts the authentication. Runs on the server, as people type. */
  problems?(config: Static<Config>): readonly Problem[]
  /** What of this config ends at a known time, such as a certificate or a token: people are warned before. */
  expires?(config: Static<Config>): readonly Expiry[]
  /** Bumped when a stored config must change shape; `migrate[n]` turns version n into n + 1. Counted from 1. */
  readonly version?: number
  // biome-ignore lint/suspicious/noExplicitAny: an old config has the shape of a schema that no longer exists
  readonly migrate?: Readonly<Record<number, (config: any) => object>>
}

export interface Preset {
  readonly title: string
  readonly description?: string
  /** Laid over the defaults. */
  readonly config: object
}

/** What an author writes: everything but the kind, which the define function adds. */
export type Draft<D extends { kind: string }> = Omit<D, 'kind'>

export interface Expiry {
  /** JSON pointer to the field. */
  readonly path: string
  /** What ends, in words for people: "the client certificate". */
  readonly what: string
  /** Milliseconds since the epoch. */
  readonly at: number
}
