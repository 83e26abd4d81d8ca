import type { Flow, FlowNode } from '@millrace/engine'
import { type DefinitionView, fill } from '@millrace/sdk'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../canvas/label.ts'
import { Button, Tabs } from '../design/index.ts'
import { deleteSelected } from '../document/commands/index.ts'
import { focusProblem, useProblems } from '../forms/index.ts'
import { session, useDocument, useSession } from '../session/index.ts'
import { GuaranteeNote } from '../shell/guarantee/guarantee-note.tsx'
import { closeTray } from '../shell/navigation.ts'
import { nodeName } from '../shell/node-name.ts'
import { useCredentials } from './credentials/use-credentials.ts'
import { HelpPanel } from './help-panel.tsx'
import { LastMessage } from './last-message.tsx'
import { draftEdit, draftOf, type NodeDraft, nodeProblems, wiresAfter } from './node-draft.ts'
import { NodeSettings } from './node-settings.tsx'
import { Tray, TrayHead } from './tray.tsx'
import { TrayFoot } from './tray-foot.tsx'
import { UnknownNode } from './unknown-node.tsx'
import { useNodeScope } from './use-node-scope.ts'

/** Edits one node. Nothing reaches the flow before Done, and that is one step of its history. */
export const NodeTray = ({ flow: flowId, node: nodeId }: { readonly flow: string; readonly node: string }) => {
  const flow = useDocument(document => document.flow(flowId))
  const node = flow?.nodes.find(({ id }) => id === nodeId)
  useEffect(() => {
    if (!node) closeTray()
  }, [node])
  return flow && node ? <OpenNode flow={flow} node={node} /> : null
}

const EMPTY = { type: 'object' } as const

const OpenNode = ({ flow, node }: { readonly flow: Flow; readonly node: FlowNode }) => {
  const { t } = useTranslation()
  const definition = useSession(state => state.catalog.get(node.type))
  const integrations = useSession(state => state.integrations)
  const [draft, setDraft] = useState(() => draftOf(node))
  const change = (part: Partial<NodeDraft>) => setDraft(old => ({ ...old, ...part }))
  const ask = useMemo(
    () =>
      definition?.hasProblems
        ? (config: unknown) => session.request('problems', { type: node.type, config })
        : undefined,
    [definition, node.type]
  )
  const { problems, onUnreadable } = useProblems(definition?.config ?? EMPTY, draft.config, ask)
  const own = definition ? nodeProblems(definition, draft, id => integrations.some(known => known.id === id)) : {}
  const all = [own.integration, own.events, ...problems].filter(problem => problem !== undefined)
  const credentials = useCredentials()
  const scope = useNodeScope({
    flow,
    node,
    integration: draft.integration,
    credentials,
    onUnreadable,
    onListEdit: (path, edit) => {
      if (definition)
        setDraft(old => ({
          ...old,
          wires: wiresAfter(definition, old.wires, lengthAt(definition, old, path), path, edit)
        }))
    }
  })
  const body = useRef<HTMLDivElement>(null)
  const done = () => {
    const edit = draftEdit(flow.id, node, draft, definition)
    if (edit) session.document.edit(t('trays.step.edit', { name: nodeName({ ...node, name: draft.name }) }), [edit])
    closeTray()
  }
  const remove = () => {
    session.selection.show(flow.id)
    session.selection.set([node.id])
    deleteSelected(session.document, session.selection)
    closeTray()
  }
  const label = (shown: NodeDraft) =>
    labelOf(drafted(node, shown), definition, id => integrations.find(known => known.id === id)?.name)
  const settings = definition ? (
    <NodeSettings
      definition={definition}
      draft={draft}
      onChange={change}
      problems={problems}
      own={own}
      scope={scope}
      unnamed={label({ ...draft, name: '' })}
    >
      <GuaranteeNote of={`${flow.id}/${node.id}`} />
      <LastMessage address={`${flow.id}/${node.id}`} />
    </NodeSettings>
  ) : (
    <UnknownNode node={node} />
  )
  return (
    <Tray
      head={
        <TrayHead
          icon={definition?.icon}
          className={`cat-${definition?.category ?? 'subflow'} ${definition?.kind === 'trigger' ? 'is-source' : ''}`}
          title={label(draft)}
          subtitle={t('trays.nodeIn', { type: definition?.title ?? node.type, flow: flow.name })}
        />
      }
      foot={
        <TrayFoot
          removeLabel={t('trays.deleteNode')}
          onRemove={remove}
          enabled={draft.enabled}
          onEnabled={enabled => change({ enabled })}
          problems={all.length}
          onShowProblem={() => focusProblem(body.current, all)}
          onCancel={closeTray}
        >
          <Button variant="primary" isDisabled={all.length > 0} onPress={done}>
            {t('trays.done')}
          </Button>
        </TrayFoot>
      }
    >
      <div className="tray-main" ref={body}>
        <Tabs
          className="grow"
          label={t('trays.parts')}
          items={[
            { id: 'settings', label: t('trays.settings'), panel: <div className="tray-body">{settings}</div> },
            {
              id: 'help',
              label: t('trays.help'),
              panel: <div className="tray-body">{definition && <HelpPanel definition={definition} />}</div>
            }
          ]}
        />
      </div>
    </Tray>
  )
}

const drafted = (node: FlowNode, { name, config, integration }: NodeDraft): FlowNode => {
  const { integration: _, ...rest } = node
  return { ...rest, name, config, ...(integration === undefined ? {} : { integration }) }
}

/** How many entries the list at a path had before it was edited. */
const lengthAt = ({ config }: DefinitionView, draft: NodeDraft, path: string): number => {
  const filled = fill(config, draft.config) as Readonly<Record<string, unknown>>
  const list = filled[path.slice(1)]
  return Array.isArray(list) ? list.length : 0
}
