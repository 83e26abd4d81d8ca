import type { CredentialUse } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { openNode, openTray } from '../../shell/navigation.ts'
import '../use-list.css'

/** The integrations and nodes that refer to a credential, each with the way to it. */
export const CredentialUses = ({ uses }: { readonly uses: readonly CredentialUse[] }) => {
  const { t } = useTranslation()
  return (
    <ul className="use-list">
      {uses.map(use => (
        <li key={`${use.kind} ${use.id} ${use.path}`}>
          <Icon name={use.kind === 'integration' ? 'plug-zap' : 'workflow'} size={14} />
          <button type="button" className="link grow ell" onClick={() => openUse(use)}>
            {use.name}
          </button>
          <span className="muted small">
            {use.flow ? t('trays.nodeOf', { flow: use.flow.name }) : t('trays.integration')}
          </span>
        </li>
      ))}
    </ul>
  )
}

export const openUse = ({ kind, id, flow }: CredentialUse): void => {
  if (kind === 'integration') openTray({ kind: 'integration', id })
  else if (flow) openNode(flow.id, id.slice(id.lastIndexOf('/') + 1))
}
