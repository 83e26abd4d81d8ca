import type { Category } from '@millrace/sdk'

/** The tokens of a category's icon cell and of its edge. Subflows take theirs from the surface. */
export const categoryTokens = (category: Category): { readonly cell: string; readonly edge: string } =>
  category === 'subflow'
    ? { cell: 'surface-3', edge: 'line-control' }
    : { cell: `cat-${category}`, edge: `cat-${category}-edge` }
