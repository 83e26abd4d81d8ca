import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './sidebar-width.css'

const key = 'millrace.sidebar.width'
const least = 240
const most = 720
/** Pixels of one press of an arrow key. */
const step = 16

const bounded = (width: number): number => Math.round(Math.min(most, Math.max(least, width)))

/** What it holds is as wide as people drag its edge; a double click goes back to the look's own width. */
export const SidebarWidth = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useTranslation()
  const [width, setWidth] = useState(() => Number(localStorage.getItem(key)) || undefined)
  const change = (next: number | undefined): void => {
    setWidth(next)
    if (next === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, String(next))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    change(bounded(window.innerWidth - event.clientX))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowLeft: step, ArrowRight: -step }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const now = event.currentTarget.parentElement?.offsetWidth ?? least
    change(bounded(now + by))
  }
  return (
    <div className="sidebar-width" style={width === undefined ? {} : { width }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved */}
      <div
        className="sidebar-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('sidebar.width')}
        aria-valuenow={width ?? 312}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        onDoubleClick={() => change(undefined)}
      />
      {children}
    </div>
  )
}
