import type { StoredIntegration } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { useActivity } from '../activity/use-activity.ts'
import { Button, Notice } from '../design/index.ts'
import { upperFirst } from '../forms/problem-words.ts'
import { useSession } from '../session/index.ts'
import { useConnection, useSecondsUntil } from './connection-state.tsx'
import type { ConnectionWords } from './connection-words.ts'
import { ExpiryNotices, useExpiries } from './expiry-notices.tsx'
import { missingFields } from './missing-fields.ts'
import { parted } from './parted.ts'
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
      {word === 'error' && <ErrorNotice id={integration.id} words={words} />}
      {words.stopped && <Notice icon="circle-stop">{t('trays.stoppedMeans')}</Notice>}
      {word === 'inactive' && !words.stopped && (
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

const ErrorNotice = ({
  id,
  words: { reason = '', retryAt }
}: {
  readonly id: string
  readonly words: ConnectionWords
}) => {
  const { t } = useTranslation()
  const seconds = useSecondsUntil(retryAt)
  const [what, todo] = parted(reason)
  return (
    <Notice
      tone="bad"
      title={upperFirst(what)}
      action={
        <Button small icon="refresh-cw" onPress={() => void reconnect(id)}>
          {t('trays.tryNow')}
        </Button>
      }
    >
      {todo && withStop(todo)} {seconds === undefined ? t('trays.errorMeans') : t('trays.triesIn', { seconds })}
    </Notice>
  )
}

const withStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
