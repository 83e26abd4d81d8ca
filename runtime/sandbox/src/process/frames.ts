const HEAD = 4

/** One frame: the length of the text in bytes, and the text. */
export const frameOf = (text: string): Buffer => {
  const length = Buffer.byteLength(text)
  const frame = Buffer.allocUnsafe(HEAD + length)
  frame.writeUInt32LE(length, 0)
  frame.write(text, HEAD)
  return frame
}

/** Puts frames together again from pieces as they come. */
export class Frames {
  readonly #each: (text: string) => void
  #pieces: Buffer[] = []
  #held = 0

  constructor(each: (text: string) => void) {
    this.#each = each
  }

  push(piece: Buffer): void {
    this.#pieces.push(piece)
    this.#held += piece.length
    if (this.#held < HEAD) return
    let all = this.#pieces[0] as Buffer
    if (all.length < HEAD) all = this.#join()
    if (this.#held < HEAD + all.readUInt32LE(0)) return
    all = this.#join()
    let at = 0
    while (all.length - at >= HEAD) {
      const end = at + HEAD + all.readUInt32LE(at)
      if (end > all.length) break
      this.#each(all.toString('utf8', at + HEAD, end))
      at = end
    }
    this.#pieces = at < all.length ? [all.subarray(at)] : []
    this.#held = all.length - at
  }

  #join(): Buffer {
    const [only] = this.#pieces
    const all = only && this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces)
    this.#pieces = [all]
    return all
  }
}
