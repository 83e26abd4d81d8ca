import type { IntegrationActivity } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { throughput } from '../../activity/activity.ts'
import { Icon, IconButton, Menu, MenuTrigger, Sparkline } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'
import { sinceWords } from '../since.ts'
import { duplicateIntegration, testIntegration, toggleIntegration } from './integration-actions.ts'
import type { Listed } from './integration-filter.ts'
import { IntegrationStatus } from './integration-status.tsx'
import { exportIntegrations } from './transfer.ts'
import { UsedBy } from './used-by.tsx'

const NOTHING = '–'

export const IntegrationRow = ({
  listed,
  activity,
  onDelete
}: {
  readonly listed: Listed
  readonly activity: IntegrationActivity | undefined
  readonly onDelete: () => void
}) => {
  const { t, i18n } = useTranslation()
  const { integration, title, words } = listed
  const catalog = useSession(state => state.catalog)
  const state = useSession(session => session.connections.get(integration.id))
  const idle = words.word === 'inactive' || words.word === 'unconfigured'
  const hour = activity?.lastHour
  const count = (number: number | undefined) =>
    number === undefined || (idle && number === 0) ? NOTHING : number.toLocaleString(i18n.language)
  const edit = () => openTray({ kind: 'integration', id: integration.id })
  return (
    <tr>
      <th scope="row">
        <span className="named">
          <span className={`type-icon is-${words.level}`}>
            <Icon name={catalog.get(integration.type)?.icon ?? 'plug'} />
          </span>
          <span className="named-text">
            <button type="button" className="name-button" onClick={edit}>
              {integration.name}
            </button>
            <span className="small muted ell">{title}</span>
          </span>
        </span>
      </th>
      <td>
        <IntegrationStatus listed={listed} state={state} activity={activity} />
      </td>
      <td className="soft nowrap col-since">
        {words.word === 'unconfigured' || !state
          ? NOTHING
          : sinceWords(state.since, Date.now(), time => t('pages.today', { time }), i18n.language)}
      </td>
      <td className="num">{count(hour?.received)}</td>
      <td className="num">{count(hour?.sent)}</td>
      <td className="col-spark">
        {activity && (
          <Sparkline
            values={throughput(activity)}
            tone={idle ? 'off' : words.word === 'error' ? 'bad' : 'live'}
            label={t('pages.integrations.trend', {
              received: count(hour?.received),
              sent: count(hour?.sent)
            })}
          />
        )}
      </td>
      <td className="col-uses">
        <UsedBy integration={integration.id} />
      </td>
      <td className="row-menu">
        <MenuTrigger>
          <IconButton small icon="ellipsis" label={t('pages.more', { name: integration.name })} />
          <Menu
            label={t('pages.more', { name: integration.name })}
            items={[
              { id: 'edit', icon: 'pencil', label: t('pages.edit'), onAction: edit },
              { id: 'test', icon: 'play', label: t('trays.test'), onAction: () => void testIntegration(integration) },
              {
                id: 'toggle',
                icon: integration.enabled === false ? 'circle-play' : 'ban',
                label: t(integration.enabled === false ? 'pages.enable' : 'pages.disable'),
                onAction: () => void toggleIntegration(integration)
              },
              {
                id: 'duplicate',
                icon: 'copy',
                label: t('pages.duplicate'),
                onAction: () => void duplicateIntegration(integration)
              },
              {
                id: 'export',
                icon: 'download',
                label: t('pages.integrations.export'),
                onAction: () => void exportIntegrations([integration])
              },
              'gap',
              { id: 'delete', icon: 'trash-2', label: t('trays.delete'), danger: true, onAction: onDelete }
            ]}
          />
        </MenuTrigger>
      </td>
    </tr>
  )
}
