/** `$share/group/filter`: the broker gives each message to one member of the group. */
export const isShared = (filter: string): boolean => filter.startsWith('$share/')

/** What a filter matches topics by: a shared subscription without its group. */
export const plainFilter = (filter: string): string =>
  isShared(filter) ? filter.split('/').slice(2).join('/') : filter

/** A wildcard at the beginning never stands for a topic of the broker's own, such as `$SYS/uptime`. */
const hidden = (wildcard: string | undefined, level: string | undefined): boolean =>
  (wildcard === '#' || wildcard === '+') && level?.startsWith('$') === true

/** Whether a message to this topic belongs to the filter (MQTT 5, section 4.7). */
export const matches = (filter: string, topic: string): boolean => {
  const plain = plainFilter(filter)
  return plain === topic || covers(plain, topic)
}

/** Whether every topic of `narrow` belongs to `wide` too. Both are plain filters. */
export const covers = (wide: string, narrow: string): boolean => {
  const want = wide.split('/')
  const have = narrow.split('/')
  if (hidden(want[0], have[0])) return false
  for (let i = 0; i < want.length; i++) {
    if (want[i] === '#') return true
    if (have[i] === undefined || have[i] === '#') return false
    if (want[i] !== '+' && want[i] !== have[i]) return false
  }
  return want.length === have.length
}

/** Whether some topic belongs to both. Both are plain filters. */
export const overlap = (one: string, other: string): boolean => {
  const a = one.split('/')
  const b = other.split('/')
  if (hidden(a[0], b[0]) || hidden(b[0], a[0])) return false
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] === '#' || b[i] === '#') return true
    if (a[i] === undefined || b[i] === undefined) return false
    if (a[i] !== b[i] && a[i] !== '+' && b[i] !== '+') return false
  }
  return true
}

/** The filters that no other one covers. A message of the others comes with theirs. */
export const widest = (filters: readonly string[]): string[] =>
  filters.filter(filter => !filters.some(other => other !== filter && covers(other, filter)))
