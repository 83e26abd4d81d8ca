import type { Flow } from '@millrace/engine'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../design/aria.ts'
import { Icon, MenuList, StatusMark } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { renameFlow } from '../flow-edits.ts'
import { useFlowMenu } from './use-flow-menu.ts'

export interface FlowTabProps {
  readonly flow: Flow
  readonly selected: boolean
  readonly changed: boolean
  readonly errors: number
  readonly renaming: boolean
  readonly dragged: boolean
  readonly onRename: (on: boolean) => void
}

export const FlowTab = ({ flow, selected, changed, errors, renaming, dragged, onRename }: FlowTabProps) => {
  const { t } = useTranslation()
  const tab = useRef<HTMLDivElement>(null)
  const [menuOpen, setMenuOpen] = useState(false)
  const items = useFlowMenu(flow, () => onRename(true))
  useEffect(() => {
    if (selected) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected])

  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault()
    setMenuOpen(true)
  }
  if (renaming) return <NameField flow={flow} onDone={() => onRename(false)} />
  const marks = [changed && t('flow.changed'), errors > 0 && t('flow.invalid', { count: errors })].filter(Boolean)
  return (
    <>
      {/** biome-ignore lint/a11y/useKeyWithClickEvents: arrows of the list select a tab */}
      <div
        ref={tab}
        className={dragged ? 'flow-tab is-dragged' : 'flow-tab'}
        role="tab"
        data-flow={flow.id}
        aria-selected={selected}
        tabIndex={selected ? 0 : -1}
        title={marks.join(', ') || undefined}
        onClick={() => session.selection.show(flow.id)}
        onDoubleClick={() => onRename(true)}
        onContextMenu={onContextMenu}
      >
        {flow.enabled === false && <Icon name="ban" size={12} />}
        {flow.name}
        {changed && <span className="flow-dot" />}
        {errors > 0 && <StatusMark level="error" />}
        {marks.length > 0 && <span className="visually-hidden">{marks.join(', ')}</span>}
        {flow.enabled === false && <span className="visually-hidden">{t('flow.disabled')}</span>}
      </div>
      <Popover className="pop" triggerRef={tab} isOpen={menuOpen} onOpenChange={setMenuOpen} placement="bottom start">
        <MenuList label={flow.name} items={items} onClose={() => setMenuOpen(false)} />
      </Popover>
    </>
  )
}

const NameField = ({ flow, onDone }: { readonly flow: Flow; readonly onDone: () => void }) => {
  const { t } = useTranslation()
  const [name, setName] = useState(flow.name)
  const done = (keep: boolean): void => {
    if (keep) renameFlow(flow.id, name)
    onDone()
  }
  return (
    <input
      className="flow-name"
      aria-label={t('flow.name')}
      value={name}
      size={Math.max(8, name.length)}
      // biome-ignore lint/a11y/noAutofocus: the person asked to rename
      autoFocus
      onFocus={event => event.target.select()}
      onChange={event => setName(event.target.value)}
      onBlur={() => done(true)}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.key === 'Enter') done(true)
        if (event.key === 'Escape') done(false)
      }}
    />
  )
}
