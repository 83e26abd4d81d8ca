import { isDeepStrictEqual } from 'node:util'
import type { Runtime } from '@millrace/engine'
import type { ExpiryWarning } from '../protocol.ts'

const DAY = 24 * 3600 * 1000
/** Milliseconds between two looks at the calendar. */
const LOOK_AGAIN = 3600 * 1000

/** Knows which certificates, tokens and the like end soon, and tells when that changes. */
export class ExpiryWatch {
  readonly #runtime: Pick<Runtime, 'expiries'>
  readonly #days: number
  readonly #changed = new Set<(warnings: readonly ExpiryWarning[]) => void>()
  readonly #timer: ReturnType<typeof setInterval>
  #warnings: readonly ExpiryWarning[]

  constructor(runtime: Pick<Runtime, 'expiries'>, days: number) {
    this.#runtime = runtime
    this.#days = days
    this.#warnings = this.#find()
    this.#timer = setInterval(() => this.look(), LOOK_AGAIN)
  }

  /** Soonest first. */
  get warnings(): readonly ExpiryWarning[] {
    return this.#warnings
  }

  /** Looks anew: a config has changed, or time has passed. */
  look(): void {
    const warnings = this.#find()
    if (isDeepStrictEqual(warnings, this.#warnings)) return
    this.#warnings = warnings
    for (const heard of this.#changed) heard(warnings)
  }

  onChange(heard: (warnings: readonly ExpiryWarning[]) => void): void {
    this.#changed.add(heard)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #find(): readonly ExpiryWarning[] {
    const now = Date.now()
    return this.#runtime
      .expiries()
      .filter(({ at }) => at <= now + this.#days * DAY)
      .map(expiry => ({ ...expiry, state: expiry.at <= now ? ('over' as const) : ('soon' as const) }))
      .toSorted((a, b) => a.at - b.at)
  }
}
