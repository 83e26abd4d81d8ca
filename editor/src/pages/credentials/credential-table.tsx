import type { CredentialView } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import type { ListedCredential } from './credential-filter.ts'
import { CredentialRow } from './credential-row.tsx'

export const CredentialTable = ({
  listed,
  onDelete
}: {
  readonly listed: readonly ListedCredential[]
  readonly onDelete: (view: CredentialView) => void
}) => {
  const { t } = useTranslation()
  return (
    <table className="table credentials">
      <thead>
        <tr>
          <th scope="col">{t('pages.integrations.name')}</th>
          <th scope="col">{t('pages.credentials.state')}</th>
          <th scope="col">{t('trays.usedBy')}</th>
          <th scope="col" className="col-since">
            {t('pages.credentials.changed')}
          </th>
          <th scope="col" className="row-menu">
            <span className="visually-hidden">{t('pages.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map(one => (
          <CredentialRow key={one.view.credential.id} listed={one} onDelete={() => onDelete(one.view)} />
        ))}
      </tbody>
    </table>
  )
}
