import type { LimitsInUse } from '@millrace/server/protocol'
import { Meter } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useActivity } from '../activity/use-activity.ts'
import { count } from '../shell/words.ts'
import './limit-use.css'

/** How much of each limit is used right now, and how many messages wait. */
export const LimitUse = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation()
  const activity = useActivity(id)
  if (!activity) return null
  const { rate, concurrent, waiting } = activity.limits
  return (
    <section className="limit-use" aria-label={t('trays.limits.now')}>
      <h3>{t('trays.limits.now')}</h3>
      {rate && <Bar label={t(`trays.limits.rateEach.${rate.per}`)} {...rate} />}
      {concurrent && <Bar label={t('trays.limits.concurrent')} {...concurrent} />}
      <p className={waiting > 0 ? 'limit-waiting' : 'muted'}>
        {waiting > 0 ? t('trays.limits.waiting', { count: waiting }) : t('trays.limits.noneWait')}
      </p>
    </section>
  )
}

const Bar = ({ label, used, of }: { readonly label: string } & NonNullable<LimitsInUse['concurrent']>) => (
  <div className="limit-bar">
    <span>{label}</span>
    <Meter aria-label={label} maxValue={of} value={Math.min(used, of)} className="limit-meter">
      {({ percentage }) => (
        <span className={percentage > 90 ? 'limit-fill is-near' : 'limit-fill'} style={{ width: `${percentage}%` }} />
      )}
    </Meter>
    <span className="num">
      {count(used)} / {count(of)}
    </span>
  </div>
)
