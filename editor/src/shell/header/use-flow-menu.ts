import type { Flow } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import type { MenuAction } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { moveFlow, removeFlow, toggleFlow } from '../flow-edits.ts'

/** What can be done to a flow from its tab. */
export const useFlowMenu = (flow: Flow, onRename: () => void): readonly (MenuAction | 'gap')[] => {
  const { t } = useTranslation()
  const { flows } = session.document
  const index = flows.indexOf(flow)
  return [
    { id: 'rename', icon: 'pencil', label: t('flow.rename'), keys: 'F2', onAction: onRename },
    {
      id: 'toggle',
      icon: flow.enabled === false ? 'circle-check' : 'ban',
      label: flow.enabled === false ? t('flow.enable') : t('flow.disable'),
      onAction: () => toggleFlow(flow)
    },
    'gap',
    {
      id: 'left',
      label: t('flow.moveLeft'),
      keys: t('keys.moveLeft'),
      isDisabled: index === 0,
      onAction: () => moveFlow(flow.id, index - 1)
    },
    {
      id: 'right',
      label: t('flow.moveRight'),
      keys: t('keys.moveRight'),
      isDisabled: index === flows.length - 1,
      onAction: () => moveFlow(flow.id, index + 1)
    },
    'gap',
    { id: 'remove', icon: 'trash-2', label: t('flow.remove'), danger: true, onAction: () => removeFlow(flow) }
  ]
}
