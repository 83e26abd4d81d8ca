import type { StoredIntegration } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { useActivity } from '../activity/use-activity.ts'
import { Button, Notice } from '../design/index.ts'
import { useSession } from '../session/index.ts'
import { ConnectionReason, useConnection } from './connection-state.tsx'
import { ExpiryNotices, useExpiries } from './expiry-notices.tsx'
import { missingFields } from './missing-fields.ts'
import { reconnect } from './reconnect.ts'

/** What stands in the way of an integration, what it means for the flows, and what to do. */
export const IntegrationNotices = ({
  integration,
  onEnable
}: {
  readonly integration: StoredIntegration
  readonly onEnable: () => void
}) => {
  const { t } = useTranslation()
  const words = useConnection(integration)
  const definition = useSession(state => state.catalog.get(integration.type))
  const expiries = useExpiries('integration', integration.id)
  const last = useActivity(integration.id)?.lastError
  const { word } = words
  return (
    <>
      {word === 'error' && (
        <Notice
          tone="bad"
          title={<ConnectionReason words={words} />}
          action={
            <Button small icon="refresh-cw" onPress={() => void reconnect(integration.id)}>
              {t('trays.tryNow')}
            </Button>
          }
        >
          {t('trays.errorMeans')}
        </Notice>
      )}
      {word === 'inactive' && (
        <Notice
          icon="ban"
          title={t('trays.isOff')}
          action={
            <Button small onPress={onEnable}>
              {t('trays.enable')}
            </Button>
          }
        >
          {t('trays.offMeans')}
        </Notice>
      )}
      {word === 'unconfigured' && (
        <Notice icon="pencil" title={t('trays.missing', { fields: missingFields(integration, definition).join(', ') })}>
          {t('trays.missingMeans')}
        </Notice>
      )}
      {word === 'active' && last && (
        <p className="small muted">
          {t('trays.lastLost', {
            time: new Date(last.at).toLocaleString(undefined, { hourCycle: 'h23' }),
            reason: last.message
          })}
        </p>
      )}
      <ExpiryNotices warnings={expiries} />
    </>
  )
}
