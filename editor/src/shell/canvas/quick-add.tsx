import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, Popover } from '../../design/aria.ts'
import { session, useSession } from '../../session/index.ts'
import { groupsOf } from '../palette/groups.ts'
import { PaletteNode } from '../palette/palette-node.tsx'
import { PickList } from '../pick-list.tsx'
import type { QuickAddPlace } from './canvas-host.tsx'
import { shownCanvas } from './placing.ts'

/** Searches a node type at the pointer and puts it there. */
export const QuickAdd = ({ place, onClose }: { readonly place: QuickAddPlace; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const anchor = useRef<HTMLDivElement>(null)
  const picks = useMemo(
    () =>
      groupsOf(catalog.values())
        .flatMap(({ definitions }) => definitions)
        .filter(definition => !place.from || definition.kind === 'node')
        .map(definition => ({
          id: definition.type,
          text: `${definition.title} ${definition.type}`,
          view: (
            <span className="grow">
              <PaletteNode definition={definition} />
            </span>
          ),
          onPick: () => {
            const id = shownCanvas()?.place(definition.type, place.x, place.y, place.from)
            if (id !== undefined) session.selection.set([id])
          }
        })),
    [catalog, place]
  )
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
        <Dialog className="quick-add" aria-label={t('quickAdd.label')}>
          <PickList label={t('palette.search')} picks={picks} none={t('palette.none')} onClose={onClose} />
        </Dialog>
      </Popover>
    </>
  )
}
