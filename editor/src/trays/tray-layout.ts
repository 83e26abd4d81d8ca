import { useSyncExternalStore } from 'react'
import type { OpenTray } from '../shell/shell-state.ts'

const WIDTHS = { node: 404, integration: 520, credential: 520 } as const
/** From here on trays stand side by side; below, this much of the lower one stays visible. */
const SIDE_BY_SIDE = 1240
const VISIBLE = 48

export const trayWidth = ({ kind }: Pick<OpenTray, 'kind'>): number => WIDTHS[kind]

/** How far each tray stands from the right edge, the top one at it. */
export const trayOffsets = (trays: readonly Pick<OpenTray, 'kind'>[], window: number): readonly number[] => {
  const offsets: number[] = []
  let left = 0
  for (const tray of trays.toReversed()) {
    const width = trayWidth(tray)
    const beside = window >= SIDE_BY_SIDE && left + width <= window
    const offset = offsets.length === 0 ? 0 : beside ? left : Math.max(0, left + VISIBLE - width)
    offsets.unshift(offset)
    left = offset + width
  }
  return offsets
}

export const useWindowWidth = (): number => useSyncExternalStore(onResize, () => window.innerWidth)

const onResize = (heard: () => void): (() => void) => {
  window.addEventListener('resize', heard)
  return () => window.removeEventListener('resize', heard)
}
