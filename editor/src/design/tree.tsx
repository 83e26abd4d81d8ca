import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { treeStep } from './tree-keys.ts'
import './tree.css'

export interface TreeRow {
  /** Unique in the tree. */
  readonly id: string
  /** Counted from 0. */
  readonly depth: number
  /** Undefined for a row that has nothing below it. */
  readonly expanded?: boolean
}

export interface TreeProps<R extends TreeRow> {
  readonly label: string
  /** Only those in sight: what is below a closed row is left out. */
  readonly rows: readonly R[]
  readonly onToggle: (row: R) => void
  /** Enter, or a double click. */
  readonly onAction?: (row: R) => void
  /** The row that the arrows reached. */
  readonly onFocus?: (row: R) => void
  readonly onKey?: (row: R, event: KeyboardEvent) => void
  readonly isSelected?: (row: R) => boolean
  readonly className?: string
  readonly children: (row: R) => ReactNode
}

/** A tree by flat rows, with the keys of the tree pattern: arrows walk, open and close; one row is in the tab order. */
export const Tree = <R extends TreeRow>({
  label,
  rows,
  onToggle,
  onAction,
  onFocus,
  onKey,
  isSelected,
  className = '',
  children
}: TreeProps<R>) => {
  const list = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string>()
  const active = rows.some(({ id }) => id === current) ? current : rows[0]?.id

  const focus = (row: R | undefined): void => {
    if (!row) return
    setCurrent(row.id)
    const element = list.current?.children[rows.indexOf(row)]
    if (element instanceof HTMLElement) element.focus()
    onFocus?.(row)
  }
  const onKeyDown = (event: KeyboardEvent, row: R, index: number): void => {
    if (event.target !== event.currentTarget) return
    const step = treeStep(event.key, rows, index)
    if (step === undefined) {
      onKey?.(row, event)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (step === 'stay') return
    if ('go' in step) focus(step.go)
    else if ('toggle' in step) onToggle(step.toggle)
    else act(step.act)
  }
  const act = (row: R): void => {
    if (onAction) onAction(row)
    else if (row.expanded !== undefined) onToggle(row)
  }

  return (
    <div className={`tree ${className}`} role="tree" aria-label={label} ref={list}>
      {rows.map((row, index) => (
        <div
          key={row.id}
          role="treeitem"
          className="tree-row"
          aria-level={row.depth + 1}
          aria-expanded={row.expanded}
          aria-selected={isSelected?.(row) ?? false}
          tabIndex={row.id === active ? 0 : -1}
          style={{ '--depth': row.depth } as Record<string, number>}
          onFocus={event => event.target === event.currentTarget && setCurrent(row.id)}
          onKeyDown={event => onKeyDown(event, row, index)}
          onClick={() => (onFocus ? onFocus(row) : row.expanded !== undefined && onToggle(row))}
          onDoubleClick={() => onAction?.(row)}
        >
          <Twist row={row} onToggle={() => onToggle(row)} />
          {children(row)}
        </div>
      ))}
    </div>
  )
}

const Twist = ({ row, onToggle }: { readonly row: TreeRow; readonly onToggle: () => void }) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the arrow keys of the row do the same
  <span
    className="tree-twist"
    onClick={event => {
      event.stopPropagation()
      if (row.expanded !== undefined) onToggle()
    }}
  >
    {row.expanded !== undefined && <Chevron open={row.expanded} />}
  </span>
)

const Chevron = ({ open }: { readonly open: boolean }) => (
  <svg viewBox="0 0 24 24" width="12" height="12" aria-hidden="true">
    <path
      d={open ? 'm6 9 6 6 6-6' : 'm9 18 6-6-6-6'}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)
