/** What is cut up: text or bytes. */
export type Cut = string | Uint8Array

/** How text or bytes are cut: at a separator, or into pieces of one length. */
export type Cutting<T extends Cut> =
  | { readonly by: 'separator'; readonly at: T }
  | { readonly by: 'length'; readonly length: number }

/** What text and bytes have in common for one who cuts them. */
export interface Material<T extends Cut> {
  indexOf(whole: T, part: T, from: number): number
  slice(whole: T, from: number, to?: number): T
  concat(pieces: readonly T[]): T
}

export const text: Material<string> = {
  indexOf: (whole, part, from) => whole.indexOf(part, from),
  slice: (whole, from, to) => whole.slice(from, to),
  concat: pieces => pieces.join('')
}

export const bytes: Material<Uint8Array> = {
  indexOf: (whole, part, from) => Buffer.from(whole.buffer, whole.byteOffset, whole.length).indexOf(part, from),
  slice: (whole, from, to) => whole.subarray(from, to),
  concat(pieces) {
    const [only] = pieces
    if (pieces.length === 1 && only) return only
    const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }
}

/** All pieces of the whole, at least one; without separators. */
export const pieces = <T extends Cut>(whole: T, cutting: Cutting<T>, { indexOf, slice }: Material<T>): T[] => {
  const all: T[] = []
  let from = 0
  if (cutting.by === 'length') {
    const { length } = cutting
    for (; from + length < whole.length; from += length) all.push(slice(whole, from, from + length))
  } else {
    const { at } = cutting
    for (let to = indexOf(whole, at, 0); to >= 0; to = indexOf(whole, at, from)) {
      all.push(slice(whole, from, to))
      from = to + at.length
    }
  }
  all.push(slice(whole, from))
  return all
}

/** Whether a piece ends somewhere in what has come. `before` is what came before the last of it, in which none ends. */
export const endsPiece = <T extends Cut>(
  before: T,
  last: T,
  cutting: Cutting<T>,
  { indexOf, slice, concat }: Material<T>
): boolean => {
  if (cutting.by === 'length') return before.length + last.length >= cutting.length
  const { at } = cutting
  return indexOf(concat([slice(before, Math.max(0, before.length - at.length + 1)), last]), at, 0) >= 0
}
