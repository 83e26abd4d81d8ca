import type { CredentialUse } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { openUse } from '../../trays/credentials/credential-uses.tsx'

const SHOWN = 3

/** What uses a credential, each the way to it. */
export const CredentialUsers = ({ uses }: { readonly uses: readonly CredentialUse[] }) => {
  const { t } = useTranslation()
  if (uses.length === 0) return <span className="muted small">{t('pages.credentials.nothing')}</span>
  const rest = uses.slice(SHOWN)
  return (
    <span className="used-by">
      {uses.slice(0, SHOWN).map(use => (
        <button key={`${use.id} ${use.path}`} type="button" className="chip chip-link" onClick={() => openUse(use)}>
          <Icon name={use.kind === 'integration' ? 'plug-zap' : 'workflow'} size={12} />
          <span className="ell">{use.name}</span>
        </button>
      ))}
      {rest.length > 0 && (
        <span className="chip" title={rest.map(({ name }) => name).join(', ')}>
          +{rest.length}
        </span>
      )}
    </span>
  )
}
