import { useTranslation } from 'react-i18next'
import { Chip, Icon, IconButton, Menu, MenuTrigger } from '../../design/index.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'
import { ConnectionReason, ConnectionWord } from '../../trays/connection-state.tsx'
import { usesOf } from '../../trays/integration-uses.ts'
import { sinceWords } from '../since.ts'
import { duplicateIntegration, reconnect, testIntegration } from './integration-actions.ts'
import type { Listed } from './integration-filter.ts'

const NOTHING = '–'

export const IntegrationRow = ({ listed, onDelete }: { readonly listed: Listed; readonly onDelete: () => void }) => {
  const { t, i18n } = useTranslation()
  const { integration, title, words } = listed
  const catalog = useSession(state => state.catalog)
  const state = useSession(session => session.connections.get(integration.id))
  const idle = words.word === 'inactive' || words.word === 'unconfigured'
  const count = (number: number | undefined) =>
    idle || number === undefined ? NOTHING : number.toLocaleString(i18n.language)
  return (
    <tr>
      <th scope="row">
        <span className="named">
          <span className="type-icon">
            <Icon name={catalog.get(integration.type)?.icon} />
          </span>
          <span className="named-text">
            <button
              type="button"
              className="name-button"
              onClick={() => openTray({ kind: 'integration', id: integration.id })}
            >
              {integration.name}
            </button>
            <span className="small muted">{title}</span>
          </span>
        </span>
      </th>
      <td>
        <ConnectionWord words={words} />
        <div className="small muted status-reason">
          <ConnectionReason words={words} />
          {words.word === 'error' && (
            <button type="button" className="link-button" onClick={() => void reconnect(integration)}>
              {t('pages.integrations.tryNow')}
            </button>
          )}
          {state &&
            state.waiting > 0 &&
            words.word !== 'error' &&
            t('pages.integrations.waiting', { count: state.waiting })}
        </div>
      </td>
      <td className="soft nowrap">
        {words.word === 'unconfigured' || !state
          ? NOTHING
          : sinceWords(state.since, Date.now(), time => t('pages.today', { time }), i18n.language)}
      </td>
      <td className="num">{count(state?.received)}</td>
      <td className="num">{count(state?.sent)}</td>
      <td>
        <UsedBy integration={integration.id} />
      </td>
      <td className="row-menu">
        <MenuTrigger>
          <IconButton small icon="ellipsis" label={t('pages.more', { name: integration.name })} />
          <Menu
            label={t('pages.more', { name: integration.name })}
            items={[
              {
                id: 'edit',
                icon: 'pencil',
                label: t('pages.edit'),
                onAction: () => openTray({ kind: 'integration', id: integration.id })
              },
              { id: 'test', icon: 'play', label: t('trays.test'), onAction: () => void testIntegration(integration) },
              {
                id: 'duplicate',
                icon: 'copy',
                label: t('pages.duplicate'),
                onAction: () => void duplicateIntegration(integration)
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

const SHOWN = 2

const UsedBy = ({ integration }: { readonly integration: string }) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const flows = useDocument(document => document.flows)
  const uses = usesOf(flows, integration, type => catalog.get(type)?.kind)
  if (uses.length === 0) return <span className="muted small">{t('pages.integrations.noFlow')}</span>
  const rest = uses.slice(SHOWN)
  return (
    <span className="used-by">
      {uses.slice(0, SHOWN).map(({ flow }) => (
        <Chip key={flow.id} icon="workflow">
          {flow.name}
        </Chip>
      ))}
      {rest.length > 0 && (
        <span title={rest.map(({ flow }) => flow.name).join(', ')}>
          <Chip>+{rest.length}</Chip>
        </span>
      )}
    </span>
  )
}
