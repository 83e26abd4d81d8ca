import type { Flow } from '@millrace/engine'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton, Menu, MenuTrigger } from '../../design/index.ts'
import { session, useDocument, useSelection, useSession } from '../../session/index.ts'
import { tally } from '../../session/problems.ts'
import { useChanges } from '../deploy/use-changes.ts'
import { addFlow, moveFlow, removeFlow } from '../flow-edits.ts'
import { FlowTab } from './flow-tab.tsx'
import { useTabDrag } from './use-tab-drag.ts'
import './flow-tabs.css'

/** One tab for each flow: arrows move between them, F2 renames, Delete removes, dragging reorders. */
export const FlowTabs = () => {
  const { t } = useTranslation()
  const flows = useDocument(document => document.flows)
  const shown = useSelection(selection => selection.flow)
  const problems = useSession(state => state.problems)
  const changes = useChanges()
  const [renamed, setRenamed] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const drag = useTabDrag(list, moveFlow)
  const index = useMemo(() => flows.findIndex(({ id }) => id === shown), [flows, shown])

  const show = (at: number): void => {
    const flow = flows[(at + flows.length) % flows.length]
    if (!flow) return
    session.selection.show(flow.id)
    list.current?.querySelector<HTMLElement>(`[data-flow="${CSS.escape(flow.id)}"]`)?.focus()
  }
  const keyAct = ({ key, altKey }: KeyboardEvent, flow: Flow): (() => void) | undefined => {
    switch (key) {
      case 'ArrowLeft':
        return () => (altKey ? moveFlow(flow.id, index - 1) : show(index - 1))
      case 'ArrowRight':
        return () => (altKey ? moveFlow(flow.id, index + 1) : show(index + 1))
      case 'Home':
        return () => show(0)
      case 'End':
        return () => show(flows.length - 1)
      case 'F2':
        return () => setRenamed(flow.id)
      case 'Delete':
        return () => removeFlow(flow)
      default:
        return undefined
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const flow = flows[index]
    if (!flow || renamed !== undefined) return
    const act = keyAct(event, flow)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <div className="flow-tabs">
      <div
        className="flow-tab-list"
        role="tablist"
        aria-label={t('flow.tabs')}
        ref={list}
        onKeyDown={onKeyDown}
        {...drag.handlers}
      >
        {flows.map(flow => (
          <FlowTab
            key={flow.id}
            flow={flow}
            selected={flow.id === shown}
            changed={changes.flows.has(flow.id)}
            errors={tally(problems, flow.id).errors}
            renaming={renamed === flow.id}
            dragged={drag.dragged === flow.id}
            onRename={on => setRenamed(on ? flow.id : undefined)}
          />
        ))}
      </div>
      <IconButton small icon="plus" label={t('flow.add')} onPress={addFlow} />
      {flows.length > 1 && (
        <MenuTrigger>
          <IconButton small icon="chevron-down" label={t('flow.all')} />
          <Menu
            label={t('flow.all')}
            placement="bottom start"
            items={flows.map(flow => ({
              id: flow.id,
              icon: flow.enabled === false ? 'ban' : 'workflow',
              label: flow.name,
              onAction: () => session.selection.show(flow.id)
            }))}
          />
        </MenuTrigger>
      )}
    </div>
  )
}
