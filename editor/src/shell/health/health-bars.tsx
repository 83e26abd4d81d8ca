import type { Health } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { bytes, count } from '../words.ts'
import { SafeModeBar } from './safe-mode-bar.tsx'

/** Says that the flows are stopped, or that the journal takes nothing; gone when it is over. */
export const HealthBars = () => {
  const health = useSession(state => state.health)
  const live = useSession(state => state.link === 'live')
  if (!health || !live) return null
  return (
    <>
      {health.flows === 'stopped' && health.safeMode && <SafeModeBar mode={health.safeMode} />}
      {health.journal.state !== 'ok' && <JournalBar journal={health.journal} />}
    </>
  )
}

const JournalBar = ({ journal }: { readonly journal: Health['journal'] }) => {
  const { t } = useTranslation()
  const { state, reason, messages, bounds, freeBytes } = journal
  return (
    <div className="link-bar" role="alert">
      <StatusMark level="error" />
      <b className="nowrap">{t(state === 'failed' ? 'health.failed' : 'health.full')}</b>
      <span className="grow soft">
        {reason} {t('health.used', { messages: count(messages), most: count(bounds.messages) })}{' '}
        {freeBytes !== undefined && t('health.free', { free: bytes(freeBytes) })}
      </span>
    </div>
  )
}
