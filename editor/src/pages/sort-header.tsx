import { Icon } from '../design/index.ts'

/** The head of a column that sorts its table. */
export const SortHeader = ({
  label,
  direction,
  onSort,
  className
}: {
  readonly label: string
  /** Undefined: the table is sorted by another. */
  readonly direction: 'ascending' | 'descending' | undefined
  readonly onSort: () => void
  readonly className?: string
}) => (
  <th scope="col" className={className} aria-sort={direction ?? 'none'}>
    <button type="button" className="sort-button" onClick={onSort}>
      {label}
      <Icon
        name={direction === 'descending' ? 'chevron-down' : direction ? 'chevron-up' : 'chevrons-up-down'}
        size={12}
      />
    </button>
  </th>
)
