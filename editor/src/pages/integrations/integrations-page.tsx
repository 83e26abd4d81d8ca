import '../../locales/page-words.ts'
import type { StoredIntegration } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/index.ts'
import { DeleteIntegration } from '../../trays/delete-integration.tsx'
import { TypeGallery } from '../../trays/type-gallery.tsx'
import { EmptyPage } from '../empty-page.tsx'
import { testAll } from './integration-actions.ts'
import { type Filter, filterIntegrations } from './integration-filter.ts'
import { IntegrationRow } from './integration-row.tsx'
import { IntegrationsBar } from './integrations-bar.tsx'
import { useListed } from './use-listed.ts'
import '../pages.css'

const EVERYTHING: Filter = { search: '', type: undefined, word: undefined }

/** The shared connections: how each one is, what it carries, and who uses it. */
export const IntegrationsPage = () => {
  const { t } = useTranslation()
  const listed = useListed()
  const [filter, setFilter] = useState(EVERYTHING)
  const [adding, setAdding] = useState(false)
  const [checking, setChecking] = useState(false)
  const [doomed, setDoomed] = useState<StoredIntegration>()
  const shown = filterIntegrations(listed, filter)
  const check = async () => {
    setChecking(true)
    await testAll(listed.map(({ integration }) => integration))
    setChecking(false)
  }
  const add = (
    <Button variant="primary" icon="plus" onPress={() => setAdding(true)}>
      {t('pages.integrations.add')}
    </Button>
  )
  return (
    <main className="page-body" aria-label={t('pages.integrations.title')}>
      <div className="page-wrap">
        {listed.length === 0 ? (
          <EmptyPage title={t('pages.integrations.empty')} text={t('pages.integrations.emptyText')}>
            {add}
          </EmptyPage>
        ) : (
          <>
            <div className="page-bar">
              <IntegrationsBar listed={listed} filter={filter} onChange={setFilter} />
              <span className="grow" />
              <Button icon="refresh-cw" isDisabled={checking} onPress={() => void check()}>
                {t('pages.integrations.checkAll')}
              </Button>
              {add}
            </div>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('pages.integrations.name')}</th>
                  <th scope="col">{t('pages.integrations.status')}</th>
                  <th scope="col">{t('pages.integrations.since')}</th>
                  <th scope="col" className="num">
                    {t('pages.integrations.in')}
                  </th>
                  <th scope="col" className="num">
                    {t('pages.integrations.out')}
                  </th>
                  <th scope="col">{t('trays.usedBy')}</th>
                  <th scope="col" className="row-menu">
                    <span className="visually-hidden">{t('pages.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map(one => (
                  <IntegrationRow key={one.integration.id} listed={one} onDelete={() => setDoomed(one.integration)} />
                ))}
              </tbody>
            </table>
            {shown.length === 0 && (
              <p className="page-none muted">
                {t('pages.integrations.noMatch')}{' '}
                <button type="button" className="link-button" onClick={() => setFilter(EVERYTHING)}>
                  {t('pages.integrations.showAll')}
                </button>
              </p>
            )}
          </>
        )}
      </div>
      {adding && <TypeGallery isOpen onClose={() => setAdding(false)} />}
      <DeleteIntegration integration={doomed} onClose={() => setDoomed(undefined)} />
    </main>
  )
}
