import type { Codec } from './codec.ts'

/** The one call that leads out while code runs: text in, text out. Empty for nothing, `=` and the codec's text, or `!` and what went wrong. */
export type Ask = (question: string, ...details: string[]) => string

/** Asks in values instead of text. Its text runs inside isolates. */
export const asking =
  (ask: Ask, codec: Codec) =>
  (question: string, ...details: string[]): unknown => {
    const answer = ask(question, ...details)
    if (answer === '') return undefined
    if (answer.charAt(0) === '!') throw new Error(answer.slice(1))
    return codec.decode(answer.slice(1))
  }

export type Request = ReturnType<typeof asking>
