/** Which rows of a long list are in sight, and where they stand. */
export interface Window {
  readonly first: number
  /** Not included. */
  readonly last: number
  /** Pixels from the top to the first row in sight. */
  readonly before: number
  /** Of all rows. */
  readonly total: number
}

/** `heights` holds what was measured; the rest is taken to be `estimate` high. */
export const windowOf = (
  ids: readonly number[],
  heights: ReadonlyMap<number, number>,
  estimate: number,
  scrolled: number,
  height: number
): Window => {
  let first = -1
  let before = 0
  let last = 0
  let total = 0
  for (let index = 0; index < ids.length; index++) {
    const own = heights.get(ids[index] as number) ?? estimate
    if (first < 0 && total + own > scrolled) {
      first = index
      before = total
    }
    if (total < scrolled + height) last = index + 1
    total += own
  }
  return { first: Math.max(0, first), last, before, total }
}
