import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../design/aria.ts'
import { type MenuAction, MenuList } from '../../design/index.ts'
import { useActions } from '../keyboard/actions.ts'
import type { MenuPlace } from './canvas-host.tsx'

const ofNodes = ['open', 'cut', 'copy', 'duplicate', 'delete', 'toggle', 'group', 'connected'] as const
const ofCanvas = ['paste', 'selectAll', 'undo', 'redo'] as const

/** What can be done to the nodes that are selected, or to the canvas. */
export const CanvasMenu = ({ place, onClose }: { readonly place: MenuPlace; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const actions = useActions()
  const anchor = useRef<HTMLDivElement>(null)
  const wanted: readonly string[] = place.node === undefined ? ofCanvas : ofNodes
  const items = wanted.flatMap((id): MenuAction[] => {
    const action = actions.find(one => one.id === id)
    if (!action) return []
    const { label, icon, keys, run, danger } = action
    return [{ id, label, ...(icon ? { icon } : {}), ...(keys ? { keys } : {}), danger: danger ?? false, onAction: run }]
  })
  return (
    <>
      <div ref={anchor} className="anchor" style={{ left: place.clientX, top: place.clientY }} />
      <Popover
        className="pop"
        triggerRef={anchor}
        isOpen
        onOpenChange={open => {
          if (!open) onClose()
        }}
        placement="bottom start"
      >
        <MenuList label={t('canvas.menu')} items={items} onClose={onClose} />
      </Popover>
    </>
  )
}
