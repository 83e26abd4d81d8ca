import '../../locales/page-words.ts'
import '../../locales/form-words.ts'
import type { CredentialView } from '@millrace/server/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Notice } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { CredentialGallery } from '../../trays/credentials/credential-gallery.tsx'
import { DeleteCredential } from '../../trays/credentials/delete-credential.tsx'
import { useCredentialViews } from '../../trays/credentials/use-credential-views.ts'
import { EmptyPage } from '../empty-page.tsx'
import { type CredentialFilter, filterCredentials } from './credential-filter.ts'
import { CredentialTable } from './credential-table.tsx'
import { CredentialsBar } from './credentials-bar.tsx'
import '../pages.css'
import './credentials.css'

const EVERYTHING: CredentialFilter = { search: '', type: undefined, only: undefined }

/** Secrets that are kept once and used by many: what holds them, who uses them, when they end. */
export const CredentialsPage = () => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const { views, problem } = useCredentialViews()
  const [filter, setFilter] = useState(EVERYTHING)
  const [adding, setAdding] = useState(false)
  const [doomed, setDoomed] = useState<CredentialView>()
  const listed = (views ?? []).map(view => ({
    view,
    title: catalog.get(view.credential.type)?.title ?? view.credential.type
  }))
  const shown = filterCredentials(listed, filter)
  const add = (
    <Button variant="primary" icon="plus" onPress={() => setAdding(true)}>
      {t('pages.credentials.add')}
    </Button>
  )
  return (
    <main className="page-body" aria-label={t('pages.credentials.title')}>
      <div className="page-wrap">
        {problem !== undefined && (
          <div className="page-notice">
            <Notice tone="bad">{problem}</Notice>
          </div>
        )}
        {views?.length === 0 ? (
          <EmptyPage title={t('pages.credentials.empty')} text={t('pages.credentials.emptyText')}>
            {add}
          </EmptyPage>
        ) : (
          <>
            <div className="page-bar">
              <CredentialsBar listed={listed} filter={filter} onChange={setFilter} />
              <span className="page-acts">{add}</span>
            </div>
            <CredentialTable listed={shown} onDelete={setDoomed} />
            {views && shown.length === 0 && (
              <p className="page-none muted">
                {t('pages.credentials.noMatch')}{' '}
                <button type="button" className="link" onClick={() => setFilter(EVERYTHING)}>
                  {t('pages.integrations.showAll')}
                </button>
              </p>
            )}
          </>
        )}
      </div>
      {adding && <CredentialGallery onClose={() => setAdding(false)} />}
      {doomed && (
        <DeleteCredential credential={doomed.credential} uses={doomed.uses} onClose={() => setDoomed(undefined)} />
      )}
    </main>
  )
}
