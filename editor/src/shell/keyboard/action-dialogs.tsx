import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, Modal, ModalOverlay } from '../../design/aria.ts'
import { Icon, Dialog as TitledDialog } from '../../design/index.ts'
import { session, useSession } from '../../session/index.ts'
import { revealNode, showDialog } from '../navigation.ts'
import { nodeName } from '../node-name.ts'
import { type Pick, PickList } from '../pick-list.tsx'
import { type ShellDialog, useShell } from '../shell-state.ts'
import { useActions } from './actions.ts'
import './action-dialogs.css'

/** A dialog at the top that is a search field and what it finds. */
const PickDialog = ({
  name,
  label,
  children
}: {
  readonly name: ShellDialog
  readonly label: string
  readonly children: ReactNode
}) => {
  const isOpen = useShell(shell => shell.dialog === name)
  return (
    <ModalOverlay className="scrim pick-scrim" isOpen={isOpen} onOpenChange={() => close(name)} isDismissable>
      <Modal className="dialog pick-dialog">
        <Dialog aria-label={label} className="pick-frame">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Closes this dialog, not one that an action of it has opened since. */
const close = (name: ShellDialog): void => {
  if (useShell.getState().dialog === name) showDialog(undefined)
}

export const ActionList = () => {
  const { t } = useTranslation()
  return (
    <PickDialog name="actions" label={t('action.actions')}>
      <AllActions />
    </PickDialog>
  )
}

const AllActions = () => {
  const { t } = useTranslation()
  const page = useShell(shell => shell.page)
  const picks = useActions()
    .filter(({ id, where }) => id !== 'actions' && (where !== 'flows' || page === 'flows'))
    .map(
      ({ id, label, icon, keys, run }): Pick => ({
        id,
        text: label,
        view: (
          <>
            <Icon name={icon ?? 'chevron-right'} />
            <span className="grow">{label}</span>
            {keys && <kbd>{keys}</kbd>}
          </>
        ),
        onPick: () => {
          close('actions')
          run()
        }
      })
    )
  return (
    <PickList label={t('actions.search')} picks={picks} none={t('actions.none')} onClose={() => close('actions')} />
  )
}

export const FindDialog = () => {
  const { t } = useTranslation()
  return (
    <PickDialog name="find" label={t('action.find')}>
      <AllNodes />
    </PickDialog>
  )
}

const AllNodes = () => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const picks = session.document.flows.flatMap(flow =>
    flow.nodes.map(
      (node): Pick => ({
        id: `${flow.id}/${node.id}`,
        text: `${nodeName(node)} ${node.type} ${node.id} ${flow.name}`,
        view: (
          <>
            <Icon name={catalog.get(node.type)?.icon} />
            <span className="grow ell">{nodeName(node)}</span>
            <span className="small muted ell">{flow.name}</span>
          </>
        ),
        onPick: () => revealNode(flow.id, node.id)
      })
    )
  )
  return <PickList label={t('find.search')} picks={picks} none={t('find.none')} onClose={() => close('find')} />
}

export const ShortcutsDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'shortcuts')
  const withKeys = useActions().filter(({ keys }) => keys)
  const gestures = ['pan', 'zoom', 'marquee', 'quickAdd', 'slice', 'open', 'nudge'] as const
  return (
    <TitledDialog title={t('shortcuts.title')} isOpen={isOpen} onClose={() => showDialog(undefined)} width={720}>
      <dl className="shortcuts">
        {withKeys.map(({ id, label, keys }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
        {gestures.map(id => (
          <div key={id}>
            <dt>{t(`shortcuts.${id}`)}</dt>
            <dd>
              <kbd>{t(`shortcuts.${id}Keys`)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </TitledDialog>
  )
}
