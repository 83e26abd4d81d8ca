/** More points than pixels are no use: neighbours are summed to at most so many. */
const MOST = 30
/** Room for the stroke and the dot. */
const EDGE = 2

/** Where a line through these numbers runs in a field of this size; it touches the top at the largest. */
export const sparkPoints = (
  values: readonly number[],
  width: number,
  height: number
): readonly (readonly [x: number, y: number])[] => {
  const summed = condense(values)
  const top = Math.max(1, ...summed)
  const step = summed.length > 1 ? (width - EDGE) / (summed.length - 1) : 0
  return summed.map((value, index) => [round(index * step), round(height - EDGE - (value / top) * (height - 2 * EDGE))])
}

const condense = (values: readonly number[]): readonly number[] => {
  const each = Math.ceil(values.length / MOST)
  if (each <= 1) return values
  const summed: number[] = []
  // From the end, so that the last one is always whole.
  for (let end = values.length; end > 0; end -= each)
    summed.unshift(values.slice(Math.max(0, end - each), end).reduce((sum, value) => sum + value, 0))
  return summed
}

const round = (value: number): number => Math.round(value * 10) / 10
