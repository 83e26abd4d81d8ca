import type { ExpiryWarning } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Notice } from '../design/index.ts'
import { useSession } from '../session/index.ts'
import { daysUntil } from './expiry-words.ts'

export const useExpiries = (kind: ExpiryWarning['kind'], id: string): readonly ExpiryWarning[] =>
  useSession(state => state.expiries).filter(warning => warning.kind === kind && warning.id === id)

/** What ends soon or has ended, each with its day. */
export const ExpiryNotices = ({ warnings }: { readonly warnings: readonly ExpiryWarning[] }) =>
  warnings.map(warning => (
    <Notice key={warning.path + warning.what} tone={warning.state === 'over' ? 'bad' : 'warn'} icon="calendar-clock">
      <ExpiryWords warning={warning} />
    </Notice>
  ))

export const ExpiryWords = ({ warning: { what, at, state } }: { readonly warning: ExpiryWarning }) => {
  const { t, i18n } = useTranslation()
  const name = what.charAt(0).toUpperCase() + what.slice(1)
  const day = new Date(at).toLocaleDateString(i18n.language === 'en' ? 'en-GB' : i18n.language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric'
  })
  const days = daysUntil(at, Date.now())
  return state === 'over'
    ? t('trays.expired', { what: name, day })
    : t('trays.expires', { what: name, day, count: days })
}
