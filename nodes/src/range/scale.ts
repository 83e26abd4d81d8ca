export interface Ranges {
  readonly action: 'scale' | 'clamp' | 'roll' | 'drop'
  readonly minin: number
  readonly maxin: number
  readonly minout: number
  readonly maxout: number
  readonly round: boolean
}

/** A function from a number of the one range to one of the other; undefined for what is dropped. */
export const compileScale = (ranges: Ranges): ((value: number) => number | undefined) => {
  const { action, round } = ranges
  const turned = ranges.minin > ranges.maxin
  const [low, high] = turned ? [ranges.maxin, ranges.minin] : [ranges.minin, ranges.maxin]
  const [from, to] = turned ? [ranges.maxout, ranges.minout] : [ranges.minout, ranges.maxout]
  const [first, last] = round ? [Math.ceil(from), Math.floor(to)] : [from, to]
  const span = high - low

  const within = (value: number): number | undefined => {
    switch (action) {
      case 'scale':
        return value
      case 'clamp':
        return Math.min(Math.max(value, low), high)
      case 'roll':
        return ((((value - low) % span) + span) % span) + low
      case 'drop':
        return value < low || value > high ? undefined : value
    }
  }

  return value => {
    const inside = within(value)
    if (inside === undefined) return undefined
    const scaled = ((inside - low) / span) * (last - first) + first
    return round ? Math.round(scaled) : scaled
  }
}
