import type { TreeRow } from './tree.tsx'

/** What a key does in a tree: go to a row, open or close this one, or act on it. */
export type TreeStep<R> =
  | { readonly go: R }
  | { readonly toggle: R }
  | { readonly act: R }
  /** The key is of the tree, but leads nowhere from here. */
  | 'stay'

/** Undefined for a key that is not of the tree. */
export const treeStep = <R extends TreeRow>(
  key: string,
  rows: readonly R[],
  index: number
): TreeStep<R> | undefined => {
  const row = rows[index]
  if (!row) return undefined
  const go = (to: R | undefined): TreeStep<R> => (to ? { go: to } : 'stay')
  switch (key) {
    case 'ArrowDown':
      return go(rows[index + 1])
    case 'ArrowUp':
      return go(rows[index - 1])
    case 'Home':
      return go(rows[0])
    case 'End':
      return go(rows.at(-1))
    case 'ArrowRight':
      if (row.expanded === undefined) return 'stay'
      return row.expanded ? go(rows[index + 1]) : { toggle: row }
    case 'ArrowLeft':
      return row.expanded ? { toggle: row } : go(rows.slice(0, index).findLast(({ depth }) => depth < row.depth))
    case 'Enter':
      return { act: row }
    case ' ':
      return row.expanded === undefined ? 'stay' : { toggle: row }
    default:
      return undefined
  }
}
