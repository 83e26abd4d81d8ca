import type { IntegrationState } from '@millrace/engine'
import type { IntegrationActivity, LimitsInUse } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { count } from '../../shell/words.ts'
import { ConnectionReason, ConnectionWord } from '../../trays/connection-state.tsx'
import { ExpiryWords, useExpiries } from '../../trays/expiry-notices.tsx'
import { reconnect } from '../../trays/reconnect.ts'
import type { Listed } from './integration-filter.ts'

/** The last known state in words, why it is so, and what a person should know besides. */
export const IntegrationStatus = ({
  listed: { integration, words },
  state,
  activity
}: {
  readonly listed: Listed
  readonly state: IntegrationState | undefined
  readonly activity: IntegrationActivity | undefined
}) => {
  const { t } = useTranslation()
  const [expiry] = useExpiries('integration', integration.id)
  const waiting = activity?.limits.waiting ?? state?.waiting ?? 0
  return (
    <>
      <ConnectionWord words={words} />
      <div className="small muted status-reason">
        {words.word === 'inactive' ? (
          t('pages.integrations.turnedOff')
        ) : (
          <span className="reason-text">
            <ConnectionReason words={words} />
          </span>
        )}
        {words.word === 'error' && (
          <button type="button" className="link" onClick={() => void reconnect(integration.id)}>
            {t('trays.tryNow')}
          </button>
        )}
        {words.word === 'active' && waiting === 0 && <Pace rate={activity?.limits.rate} />}
        {waiting > 0 && t('pages.integrations.waiting', { count: waiting, shown: count(waiting) })}
      </div>
      {expiry && (
        <div className={`small expiry is-${expiry.state}`}>
          <Icon name="calendar-clock" size={12} />
          <ExpiryWords warning={expiry} />
        </div>
      )}
    </>
  )
}

const Pace = ({ rate }: { readonly rate: LimitsInUse['rate'] }) => {
  const { t } = useTranslation()
  return rate && <>{t(`pages.integrations.paced.${rate.per}`, { used: count(rate.used), of: count(rate.of) })}</>
}
