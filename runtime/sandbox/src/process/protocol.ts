import type { FlowEvent } from '../boundary.ts'

/**
 * What passes between the sandbox and one of its processes: frames of text, each with its length in front. What goes in is
 * a head as JSON, a line feed, and text that needs no reading on the way. Work is done in the order in which it came.
 */
export type Head =
  | FlowWork
  | EvaluateWork
  /** Nobody uses this isolate any more. */
  | { readonly kind: 'close'; readonly channel: number }
  /** What the process has asked; the text follows. */
  | { readonly kind: 'answer' }

/** An expression; the message follows. */
export interface EvaluateWork {
  readonly kind: 'evaluate'
  readonly source: string
  readonly variables: string
  readonly timeout: number
  readonly memory: number
}

/** Events for one flow. The texts of their messages follow one after the other; here stand their lengths. */
export interface FlowWork {
  readonly kind: 'flow'
  readonly channel: number
  readonly memory: number
  /** What has changed of what the process knows: a value, or nothing where it has to ask again. */
  readonly changes: readonly Change[]
  readonly events: readonly (FlowEvent & { readonly length?: number })[]
}

export type Change =
  | readonly [slot: string, key: string, value: string | null]
  /** The keys of the slot have to be asked for again. */
  | readonly [slot: string]

/** What comes out, by its first letter: it stands ready; a question, which is waited for; a part of the work; the end of the work. */
export type Sign = 'ready' | 'ask' | 'part' | 'end'

export const signs: Readonly<Record<string, Sign>> = { R: 'ready', Q: 'ask', P: 'part', E: 'end' }
