import type { StoredIntegration } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Checkbox, Dialog, Icon, toast } from '../design/index.ts'
import { session, useDocument, useSession } from '../session/index.ts'
import { nodeName } from '../shell/node-name.ts'
import { restoreRevision } from '../shell/restore-revision.ts'
import { type IntegrationUse, usesOf } from './integration-uses.ts'
import './delete-integration.css'
import './use-list.css'

/** Asks before an integration goes, names what uses it, and offers to delete the flows that it starts as well. */
export const DeleteIntegration = ({
  integration,
  onClose
}: {
  /** Undefined: closed. */
  readonly integration: StoredIntegration | undefined
  readonly onClose: () => void
}) => integration && <Question integration={integration} onClose={onClose} />

const Question = ({
  integration,
  onClose
}: {
  readonly integration: StoredIntegration
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const deployed = useDocument(document => document.deployed)
  const revision = useDocument(document => document.revision)
  const [includeFlows, setIncludeFlows] = useState(false)
  const [busy, setBusy] = useState(false)
  const uses = usesOf(deployed, integration.id, type => catalog.get(type)?.kind)
  const started = uses.filter(({ triggers }) => triggers.length > 0)
  const nodes = uses.reduce((sum, { triggers, others }) => sum + triggers.length + others.length, 0)
  const { name, id } = integration

  const remove = async () => {
    setBusy(true)
    try {
      await session.request('integration:remove', { id, includeFlows })
      onClose()
      toast({
        title: t('trays.deleted', { name }),
        ...(uses.length > 0
          ? {
              text: t('trays.undoBrings'),
              action: { label: t('common.undo'), onAction: () => void restoreRevision(revision) }
            }
          : {})
      })
    } catch (error) {
      toast({ tone: 'bad', title: t('trays.notDeleted', { name }), text: (error as Error).message })
      setBusy(false)
    }
  }
  return (
    <Dialog
      alert
      isOpen
      onClose={onClose}
      width={520}
      title={
        <span className="delete-title">
          <span className="delete-icon">
            <Icon name="trash-2" />
          </span>
          {t('trays.deleteTitle', { name })}
        </span>
      }
      footer={
        <>
          <span className="muted small grow">{uses.length > 0 && t('trays.revisionKeeps', { revision })}</span>
          <Button onPress={onClose}>{t('trays.keep')}</Button>
          <Button variant="danger" isDisabled={busy} onPress={() => void remove()}>
            {includeFlows ? t('trays.deleteBoth', { count: started.length }) : t('trays.delete')}
          </Button>
        </>
      }
    >
      <div className="delete-body">
        <p className="soft">
          {t('trays.deleteText')}{' '}
          {nodes > 0 && t('trays.deleteUses', { count: nodes, flows: t('trays.inFlows', { count: uses.length }) })}
        </p>
        {uses.length > 0 && (
          <ul className="use-list">
            {uses.map(use => (
              <li key={use.flow.id}>
                <Icon name="workflow" />
                <b className="grow ell">{use.flow.name}</b>
                <span className="muted small ell">
                  <Role {...use} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {started.length > 0 && (
          <div className="delete-flows">
            <Checkbox isSelected={includeFlows} onChange={setIncludeFlows}>
              <span>
                <b>{t('trays.deleteFlows', { count: started.length, names: namesOf(started) })}</b>
                <span className="small soft">
                  {t('trays.deleteFlowsText', {
                    count: started.length,
                    nodes: t('trays.nodes', { count: nodesIn(started) })
                  })}
                </span>
              </span>
            </Checkbox>
          </div>
        )}
      </div>
    </Dialog>
  )
}

/** What an integration is to a flow. */
const Role = ({ triggers, others }: IntegrationUse) => {
  const { t } = useTranslation()
  const [first] = triggers
  if (first && others.length === 0) return t('trays.startedBy', { count: triggers.length, name: nodeName(first) })
  return t(first ? 'trays.startedAndUsed' : 'trays.onlyUsed', { count: others.length })
}

const namesOf = (uses: readonly IntegrationUse[]): string => uses.map(({ flow }) => flow.name).join(', ')
const nodesIn = (uses: readonly IntegrationUse[]): number => uses.reduce((sum, { flow }) => sum + flow.nodes.length, 0)
