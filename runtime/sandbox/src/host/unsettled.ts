import { FlowError } from '@millrace/sdk'
import type { Delivery } from './delivery.ts'

/** Which messages may wait for nothing, and what becomes of those that do. */
interface Watched {
  /** Those that have entered their code and are not done. */
  waiting(): readonly Delivery[]
  fail(delivery: Delivery, error: Error): void
}

/**
 * Fails messages that wait for a promise which nothing can settle: their function has had no timer and no request under
 * way for as long as it may take. Code that says itself when it is done may keep a message until others come.
 */
export class Unsettled {
  readonly #watched: Watched
  /** Since when nothing could settle them. */
  #since = new Map<Delivery, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(watched: Watched) {
    this.#watched = watched
  }

  /** Messages may have been left in their code. */
  watch(within: number): void {
    if (this.#timer) return
    this.#timer = setTimeout(this.#look, within)
    this.#timer.unref()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#since.clear()
  }

  readonly #look = (): void => {
    this.#timer = undefined
    const [before, now] = [this.#since, performance.now()]
    this.#since = new Map()
    let next = Number.POSITIVE_INFINITY
    for (const delivery of this.#watched.waiting()) {
      const { timeout } = delivery.fn.spec
      const since = before.get(delivery) ?? now
      next = Math.min(next, timeout)
      if (!delivery.fn.isStill) continue
      if (now - since < timeout) this.#since.set(delivery, since)
      else this.#watched.fail(delivery, unsettled(delivery))
    }
    if (next < Number.POSITIVE_INFINITY) this.watch(next)
  }
}

const unsettled = ({ fn: { spec } }: Delivery): FlowError =>
  new FlowError(
    'CODE_TIMEOUT',
    `The code of “${spec.name}” (${spec.id}) waits for a promise that nothing can settle: for ${spec.timeout} ms it has had no timer and no request under way. Look for a promise that is never resolved.`
  )
