import type { IntegrationState } from '@millrace/engine'
import type { IntegrationActivity, LimitsInUse } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { upperFirst } from '../../forms/problem-words.ts'
import { count } from '../../shell/words.ts'
import { ConnectionWord, useSecondsUntil } from '../../trays/connection-state.tsx'
import type { ConnectionWords } from '../../trays/connection-words.ts'
import { ExpiryWords, useExpiries } from '../../trays/expiry-notices.tsx'
import { parted } from '../../trays/parted.ts'
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
        {words.word === 'inactive' && t(words.stopped ? 'pages.integrations.stopped' : 'pages.integrations.turnedOff')}
        {words.word === 'error' ? (
          <Failure id={integration.id} words={words} />
        ) : (
          words.reason !== undefined && <span className="ell">{words.reason}</span>
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

/** What happened, when it is tried next, and the way to try it now; what to do about it stands in the tray. */
const Failure = ({ id, words: { reason = '', retryAt } }: { readonly id: string; readonly words: ConnectionWords }) => {
  const { t } = useTranslation()
  const seconds = useSecondsUntil(retryAt)
  return (
    <>
      <span className="ell" title={reason}>
        {upperFirst(parted(reason)[0])}.
      </span>
      <span className="nowrap">
        {seconds !== undefined && t('pages.integrations.nextIn', { seconds })}{' '}
        <button type="button" className="link" onClick={() => void reconnect(id)}>
          {t('trays.tryNow')}
        </button>
      </span>
    </>
  )
}
