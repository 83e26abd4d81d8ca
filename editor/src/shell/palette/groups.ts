import { type Category, categories, type DefinitionView } from '@millrace/sdk'

/** A group of the palette; `observe` stands with the common nodes. */
export type GroupName = Exclude<Category, 'observe'>

export interface Group {
  readonly name: GroupName
  readonly definitions: readonly DefinitionView[]
}

const order: readonly GroupName[] = [
  'messaging',
  'common',
  'function',
  'network',
  'sequence',
  'parser',
  'storage',
  'subflow'
]

const groupOf = (category: Category): GroupName => (category === 'observe' ? 'common' : category)

/** What can be put on the canvas, in groups; a group without any is left out. */
export const groupsOf = (catalog: Iterable<DefinitionView>, search = ''): readonly Group[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const placed = [...catalog].filter(
    definition => isPlaced(definition) && words.every(word => textOf(definition).includes(word))
  )
  return order.flatMap(name => {
    const definitions = placed
      .filter(({ category }) => groupOf(category ?? 'common') === name)
      .sort((a, b) => rank(a) - rank(b))
    return definitions.length > 0 ? [{ name, definitions }] : []
  })
}

/** What observes comes behind what is common; otherwise the order of the catalog holds. */
const rank = ({ category }: DefinitionView): number => categories.indexOf(category ?? 'common')

const isPlaced = ({ kind, deprecated }: DefinitionView): boolean =>
  (kind === 'node' || kind === 'trigger') && deprecated === undefined

const textOf = ({ title, type, description }: DefinitionView): string => `${title} ${type} ${description}`.toLowerCase()

/** Round where messages enter or leave the flow, square where they pass through. */
export type Silhouette = 'source' | 'through' | 'sink'

export const silhouetteOf = ({ kind, hears, outputs, inert }: DefinitionView): Silhouette => {
  if (kind === 'trigger' || hears !== undefined) return 'source'
  return !inert && (outputs === undefined || outputs === 0) ? 'sink' : 'through'
}
