import '../../locales/page-words.ts'
import '../../locales/form-words.ts'
import type { StoredIntegration } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActivities } from '../../activity/use-activity.ts'
import { Button } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { DeleteIntegration } from '../../trays/delete-integration.tsx'
import { TypeGallery } from '../../trays/type-gallery.tsx'
import { EmptyPage } from '../empty-page.tsx'
import { testAll } from './integration-actions.ts'
import { type Filter, filterIntegrations } from './integration-filter.ts'
import { type Sort, sortIntegrations } from './integration-sort.ts'
import { IntegrationTable } from './integration-table.tsx'
import { IntegrationsBar } from './integrations-bar.tsx'
import { TransferMenu } from './transfer-menu.tsx'
import { useListed } from './use-listed.ts'
import '../pages.css'
import './integrations.css'

const EVERYTHING: Filter = { search: '', type: undefined, word: undefined }

/** The shared connections: how each one is, what it carries, and who uses it. */
export const IntegrationsPage = () => {
  const { t } = useTranslation()
  const listed = useListed()
  const activities = useActivities()
  const connections = useSession(state => state.connections)
  const [filter, setFilter] = useState(EVERYTHING)
  const [sort, setSort] = useState<Sort>({ by: 'status', descending: false })
  const [adding, setAdding] = useState(false)
  const [checking, setChecking] = useState(false)
  const [doomed, setDoomed] = useState<StoredIntegration>()
  const shown = sortIntegrations(filterIntegrations(listed, filter), sort, { connections, activities })
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
            <div className="row">
              {add}
              <TransferMenu />
            </div>
          </EmptyPage>
        ) : (
          <>
            <div className="page-bar">
              <IntegrationsBar listed={listed} filter={filter} onChange={setFilter} />
              <span className="page-acts">
                <Button
                  icon="refresh-cw"
                  className="check-all"
                  aria-label={t('pages.integrations.checkAll')}
                  isDisabled={checking}
                  onPress={() => void check()}
                >
                  <span>{t(checking ? 'pages.integrations.checking' : 'pages.integrations.checkAll')}</span>
                </Button>
                {add}
                <TransferMenu />
              </span>
            </div>
            <IntegrationTable
              listed={shown}
              activities={activities}
              sort={sort}
              onSort={setSort}
              onDelete={setDoomed}
            />
            {shown.length === 0 && (
              <p className="page-none muted">
                {t('pages.integrations.noMatch')}{' '}
                <button type="button" className="link" onClick={() => setFilter(EVERYTHING)}>
                  {t('pages.integrations.showAll')}
                </button>
              </p>
            )}
          </>
        )}
      </div>
      {adding && <TypeGallery onClose={() => setAdding(false)} />}
      <DeleteIntegration integration={doomed} onClose={() => setDoomed(undefined)} />
    </main>
  )
}
