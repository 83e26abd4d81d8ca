import { useTranslation } from 'react-i18next'
import { useDocument, useSession } from '../../session/index.ts'
import { count, hour } from '../words.ts'
import './balance.css'

/** Arrived = done + on the way + dead letters: that nothing is lost can be read. */
export const Balance = () => {
  const { t } = useTranslation()
  const { arrived, done, onTheWay, deadLetters, lost } = useSession(state => state.traffic.balance)
  const startedAt = useSession(state => state.startedAt)
  const revision = useDocument(document => document.revision)
  return (
    <>
      <div className="balance-head">
        <h2 className="grow">{lost === 0 ? t('balance.title') : t('balance.lost', { count: lost })}</h2>
        <span className="muted small">{t('balance.since', { time: hour(startedAt), revision })}</span>
      </div>
      <div className="balance-sum">
        <Part value={arrived} name={t('balance.arrived')} />
        <i>=</i>
        <Part value={done} name={t('balance.done')} />
        <i>+</i>
        <Part value={onTheWay} name={t('balance.onTheWay')} />
        <i>+</i>
        <Part value={deadLetters} name={t('balance.deadLetters')} />
      </div>
      <div className="balance-bars" aria-hidden="true">
        {done > 0 && <i style={{ flex: done }} />}
        {onTheWay > 0 && <i className="is-waiting" style={{ flex: share(onTheWay, arrived) }} />}
        {deadLetters > 0 && <i className="is-dead" style={{ flex: share(deadLetters, arrived) }} />}
      </div>
      {lost > 0 && <p className="small muted">{t('balance.lostText')}</p>}
    </>
  )
}

/** A part that is there is never too thin to be seen. */
const share = (value: number, whole: number): number => Math.max(value, whole * 0.03)

const Part = ({ value, name }: { readonly value: number; readonly name: string }) => (
  <span>
    <b>{count(value)}</b>
    {name}
  </span>
)
