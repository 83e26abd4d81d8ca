import type { Flow, FlowNode } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Icon, StatusWord, Switch, TextField } from '../../design/index.ts'
import { useDocument, useSelection, useSession } from '../../session/index.ts'
import { Markdown } from '../../trays/markdown.tsx'
import { ProblemList } from '../deploy/problem-list.tsx'
import { describeFlow, toggleFlow } from '../flow-edits.ts'
import { GuaranteeNote } from '../guarantee/guarantee-note.tsx'
import { openNode } from '../navigation.ts'
import { nodeName } from '../node-name.ts'
import { count } from '../words.ts'
import { FlowGlobals } from './flow-globals.tsx'
import './info-panel.css'

/** What is selected: a node with its help, or the flow itself. */
export const InfoPanel = () => {
  const { t } = useTranslation()
  const shown = useSelection(selection => selection.flow)
  const nodes = useSelection(selection => selection.nodes)
  const flow = useDocument(document => (shown === undefined ? undefined : document.flow(shown)))
  if (!flow) return <p className="info muted">{t('info.none')}</p>
  const [id] = nodes
  const node = nodes.size === 1 ? flow.nodes.find(one => one.id === id) : undefined
  return (
    <div className="side-scroll info">
      {node ? (
        <NodeInfo flow={flow} node={node} />
      ) : nodes.size > 1 ? (
        <p className="soft">{t('info.several', { count: nodes.size })}</p>
      ) : (
        <FlowInfo key={flow.id} flow={flow} />
      )}
    </div>
  )
}

const NodeInfo = ({ flow, node }: { readonly flow: Flow; readonly node: FlowNode }) => {
  const { t } = useTranslation()
  const address = `${flow.id}/${node.id}`
  const definition = useSession(state => state.catalog.get(node.type))
  const status = useSession(state => state.statuses.get(address))
  const counts = useSession(state => state.counts.get(address))
  const problems = useSession(state => state.problems.get(flow.id)?.get(node.id))
  return (
    <>
      <header className={`info-head cat-${definition?.category ?? 'subflow'}`}>
        <span className="cell info-cell">
          <Icon name={definition?.icon} />
        </span>
        <div className="grow">
          <h2 className="ell">{nodeName(node)}</h2>
          <p className="small muted">{definition?.title ?? node.type}</p>
        </div>
        <Button small onPress={() => openNode(flow.id, node.id)}>
          {t('info.open')}
        </Button>
      </header>
      {status && <StatusWord level={status.level}>{status.text}</StatusWord>}
      {problems && <ProblemList problems={problems} />}
      {counts && (
        <dl className="kv">
          <dt>{t('info.received')}</dt>
          <dd>{count(counts.received)}</dd>
          <dt>{t('info.sent')}</dt>
          <dd>{counts.sent.map(count).join(', ') || '0'}</dd>
          <dt>{t('info.waiting')}</dt>
          <dd>{count(counts.waiting)}</dd>
          <dt>{t('info.failed')}</dt>
          <dd>{count(counts.failed)}</dd>
        </dl>
      )}
      <GuaranteeNote of={address} />
      {definition ? (
        <section className="info-help">
          <p>{definition.description}</p>
          {definition.help && <Markdown text={definition.help} />}
        </section>
      ) : (
        <p className="soft">{t('info.unknown', { type: node.type })}</p>
      )}
    </>
  )
}

const FlowInfo = ({ flow }: { readonly flow: Flow }) => {
  const { t } = useTranslation()
  const [description, setDescription] = useState(flow.description ?? '')
  return (
    <>
      <header className="info-head">
        <h2 className="grow ell">{flow.name}</h2>
        <Switch isSelected={flow.enabled !== false} onChange={() => toggleFlow(flow)}>
          {t('info.enabled')}
        </Switch>
      </header>
      <p className="small muted">{t('info.nodes', { count: flow.nodes.length })}</p>
      <TextField
        label={t('info.description')}
        multiline
        rows={4}
        value={description}
        onChange={setDescription}
        onBlur={() => describeFlow(flow, description.trim())}
      />
      <GuaranteeNote of={flow.id} />
      <FlowGlobals flow={flow} />
      <p className="small muted">{t('info.hint')}</p>
    </>
  )
}
