type Version = readonly [major: number, minor: number, patch: number]

/** Whether a version lies in a range as package.json writes it: `^1.2.0`, `~1.2`, `>=1.0.0 <3`, `1.x`, `*`, with `||` between. */
export const inRange = (version: string, range: string): boolean => {
  const of = parts(version)
  return range.split('||').some(set =>
    set
      .trim()
      .replace(/(>=|<=|>|<|=|\^|~)\s+/g, '$1')
      .split(/\s+/)
      .every(comparator => satisfies(of, comparator))
  )
}

const satisfies = (version: Version, comparator: string): boolean => {
  const [, operator = '', text = ''] = /^(>=|<=|>|<|=|\^|~)?v?(.*)$/.exec(comparator) ?? []
  const bound = parts(text)
  const order = compare(version, bound)
  switch (operator) {
    case '>=':
      return order >= 0
    case '>':
      return order > 0
    case '<=':
      return order <= 0
    case '<':
      return order < 0
    case '^':
      return order >= 0 && compare(version, afterCaret(bound)) < 0
    case '~':
      return order >= 0 && version[0] === bound[0] && version[1] === bound[1]
    default:
      return matches(version, text)
  }
}

/** The first version that `^` keeps out: the leftmost number that is not zero may not change. */
const afterCaret = ([major, minor, patch]: Version): Version =>
  major > 0 ? [major + 1, 0, 0] : minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1]

/** `1`, `1.2` and `1.x` leave the rest open. */
const matches = (version: Version, text: string): boolean =>
  text.split('.').every((part, i) => /^(?:[x*]|)$/i.test(part) || Number.parseInt(part, 10) === version[i])

const parts = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(part => Number.parseInt(part, 10) || 0)
  return [major, minor, patch]
}

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
