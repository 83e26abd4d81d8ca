import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, StatusMark } from '../../design/index.ts'
import { Tree } from '../../design/tree.tsx'
import { deleteSelected } from '../../document/commands/index.ts'
import { session, useDocument, useSelection, useSession } from '../../session/index.ts'
import { openTray, revealNode } from '../navigation.ts'
import { nodeName } from '../node-name.ts'
import { type OutlineRow, outlineOf } from './outline-rows.ts'
import './outline-panel.css'

/** The flow as a tree that a keyboard or a screen reader walks: arrows move, Enter opens, Delete removes. */
export const OutlinePanel = () => {
  const { t } = useTranslation()
  const shown = useSelection(selection => selection.flow)
  const selected = useSelection(selection => selection.nodes)
  const flow = useDocument(document => (shown === undefined ? undefined : document.flow(shown)))
  const problems = useSession(state => (shown === undefined ? undefined : state.problems.get(shown)))
  const catalog = useSession(state => state.catalog)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => (flow ? outlineOf(flow, closed) : []), [flow, closed])
  if (!flow) return <p className="info muted">{t('info.none')}</p>

  const toggle = ({ node }: OutlineRow): void => {
    const next = new Set(closed)
    if (!next.delete(node.id)) next.add(node.id)
    setClosed(next)
  }
  const onKey = ({ node }: OutlineRow, event: KeyboardEvent): void => {
    if (event.key !== 'Delete') return
    event.preventDefault()
    event.stopPropagation()
    session.selection.set([node.id])
    deleteSelected(session.document, session.selection)
  }
  return (
    <div className="side-scroll outline">
      {rows.length === 0 && <p className="muted">{t('outline.none')}</p>}
      <Tree
        label={t('outline.label', { name: flow.name })}
        rows={rows}
        onToggle={toggle}
        onFocus={({ node }) => revealNode(flow.id, node.id)}
        onAction={({ node }) => openTray({ kind: 'node', flow: flow.id, node: node.id })}
        onKey={onKey}
        isSelected={({ node }) => selected.has(node.id)}
      >
        {({ node, repeated }) => (
          <>
            <Icon name={catalog.get(node.type)?.icon} size={14} />
            <span className="ell">{nodeName(node)}</span>
            {repeated && <span className="small muted">{t('outline.again')}</span>}
            {node.enabled === false && <span className="small muted">{t('outline.disabled')}</span>}
            {problems?.has(node.id) && (
              <>
                <StatusMark level="error" />
                <span className="visually-hidden">{t('outline.invalid')}</span>
              </>
            )}
          </>
        )}
      </Tree>
    </div>
  )
}
