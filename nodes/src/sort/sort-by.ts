/** Sorts a list by keys that were found for its items, of which the equal keep their order. */
export const sortBy = ({ order, as_num }: { readonly order: 'ascending' | 'descending'; readonly as_num: boolean }) => {
  const direction = order === 'ascending' ? 1 : -1
  return <T>(list: readonly T[], keys: readonly unknown[]): readonly T[] =>
    list
      .map((item, i) => ({ item, key: (as_num ? Number(keys[i]) : keys[i]) as number }))
      .toSorted((a, b) => (a.key === b.key ? 0 : a.key > b.key ? direction : -direction))
      .map(({ item }) => item)
}
