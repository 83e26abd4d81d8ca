/** Looks again and again, while there is anything to look at, for what has waited so long that the journal must keep it. */
export class Spill {
  readonly #after: number
  readonly #look: (after: number) => boolean
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  /** `look` is told the spill time in milliseconds and says whether anything is left to look at. */
  constructor(after: number, look: (after: number) => boolean) {
    this.#after = after
    this.#look = look
  }

  /** There is something to look at. */
  wake(): void {
    if (this.#timer === undefined && !this.#closed) this.#timer = setTimeout(this.#turn, this.#after)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  readonly #turn = (): void => {
    this.#timer = undefined
    if (this.#look(this.#after)) this.wake()
  }
}
