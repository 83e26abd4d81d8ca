import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { windowOf } from './virtual-window.ts'

export interface VirtualListProps<T extends { readonly id: number }> {
  readonly label: string
  readonly items: readonly T[]
  /** The height of a row before it is measured. */
  readonly estimate: number
  readonly children: (item: T) => ReactNode
}

/** Rows beyond the edges, so that scrolling meets drawn ones. */
const overscan = 400

/** A list of which only the rows in sight exist; what is being read stays where it is while rows come in above. */
export const VirtualList = <T extends { readonly id: number }>({
  label,
  items,
  estimate,
  children
}: VirtualListProps<T>) => {
  const scroller = useRef<HTMLDivElement>(null)
  const heights = useRef(new Map<number, number>())
  const anchor = useRef<{ readonly id: number; readonly offset: number } | undefined>(undefined)
  const [scrolled, setScrolled] = useState(0)
  const [height, setHeight] = useState(600)
  const [measured, remeasure] = useReducer((count: number) => count + 1, 0)
  const ids = useMemo(() => items.map(({ id }) => id), [items])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` says that the heights have changed
  const window = useMemo(
    () => windowOf(ids, heights.current, estimate, scrolled - overscan, height + 2 * overscan),
    [ids, estimate, scrolled, height, measured]
  )
  const topOf = useCallback(
    (id: number): number => {
      let top = 0
      for (const one of ids) {
        if (one === id) return top
        top += heights.current.get(one) ?? estimate
      }
      return -1
    },
    [ids, estimate]
  )

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: holds the place after every change of rows or heights
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !anchor.current || element.scrollTop <= 0) return
    const top = topOf(anchor.current.id)
    if (top >= 0 && top + anchor.current.offset !== element.scrollTop) element.scrollTop = top + anchor.current.offset
  }, [ids, measured, topOf])

  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0
    setScrolled(top)
    const { first, before } = windowOf(ids, heights.current, estimate, top, 0)
    const id = ids[first]
    anchor.current = top > 0 && id !== undefined ? { id, offset: top - before } : undefined
  }
  const onMeasure = useCallback((id: number, own: number): void => {
    if (heights.current.get(id) === own) return
    heights.current.set(id, own)
    remeasure()
  }, [])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard
    <div className="side-scroll" ref={scroller} onScroll={onScroll} role="log" aria-label={label} tabIndex={0}>
      <div className="virtual" style={{ height: window.total }}>
        <div style={{ transform: `translateY(${window.before}px)` }}>
          {items.slice(window.first, window.last).map(item => (
            <Measured key={item.id} id={item.id} onMeasure={onMeasure}>
              {children(item)}
            </Measured>
          ))}
        </div>
      </div>
    </div>
  )
}

interface MeasuredProps {
  readonly id: number
  readonly onMeasure: (id: number, height: number) => void
  readonly children: ReactNode
}

const Measured = ({ id, onMeasure, children }: MeasuredProps) => {
  const row = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = row.current
    if (!element) return
    const measure = (): void => onMeasure(id, element.offsetHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [id, onMeasure])
  return <div ref={row}>{children}</div>
}
