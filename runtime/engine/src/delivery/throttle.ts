import { SlidingWindow } from './window.ts'

/** Lets so many per second begin; the rest wait their turn, in order. */
export class Throttle {
  readonly #window: SlidingWindow
  readonly #waiting: (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(perSecond: number) {
    this.#window = new SlidingWindow(perSecond, 1000)
  }

  /** Resolves when it is one's turn. */
  turn(): Promise<void> {
    const turn = new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#next()
    return turn
  }

  /** Lets everybody go: the trigger is stopping. */
  close(): void {
    clearTimeout(this.#timer)
    for (const go of this.#waiting.splice(0)) go()
  }

  readonly #next = (): void => {
    if (this.#timer !== undefined) return
    const now = performance.now()
    while (this.#waiting.length > 0 && this.#window.wait(now) === 0) {
      this.#window.pass(now)
      this.#waiting.shift()?.()
    }
    if (this.#waiting.length === 0) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#next()
      },
      Math.ceil(this.#window.wait(now))
    )
  }
}
