import type { StoredIntegration } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import type { Activities } from '../../activity/activity.ts'
import { SortHeader } from '../sort-header.tsx'
import type { Listed } from './integration-filter.ts'
import { IntegrationRow } from './integration-row.tsx'
import { type Column, nextSort, type Sort } from './integration-sort.ts'

export const IntegrationTable = ({
  listed,
  activities,
  sort,
  onSort,
  onDelete
}: {
  readonly listed: readonly Listed[]
  readonly activities: Activities
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly onDelete: (integration: StoredIntegration) => void
}) => {
  const { t } = useTranslation()
  const head = (by: Column, className = '') => (
    <SortHeader
      label={t(`pages.integrations.${by}`)}
      direction={sort.by === by ? (sort.descending ? 'descending' : 'ascending') : undefined}
      onSort={() => onSort(nextSort(sort, by))}
      className={className}
    />
  )
  return (
    <table className="table integrations">
      <thead>
        <tr>
          {head('name')}
          {head('status')}
          {head('since', 'col-since')}
          {head('in', 'num')}
          {head('out', 'num')}
          <th scope="col" className="col-spark">
            {t('pages.integrations.lastHour')}
          </th>
          <th scope="col" className="col-uses">
            {t('trays.usedBy')}
          </th>
          <th scope="col" className="row-menu">
            <span className="visually-hidden">{t('pages.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map(one => (
          <IntegrationRow
            key={one.integration.id}
            listed={one}
            activity={activities.get(one.integration.id)}
            onDelete={() => onDelete(one.integration)}
          />
        ))}
      </tbody>
    </table>
  )
}
