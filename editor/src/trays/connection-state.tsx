import type { StoredIntegration } from '@millrace/engine'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusWord } from '../design/index.ts'
import { upperFirst } from '../forms/problem-words.ts'
import { useSession } from '../session/index.ts'
import { type ConnectionWords, connectionWords } from './connection-words.ts'

export const useConnection = (integration: StoredIntegration): ConnectionWords => {
  const state = useSession(session => session.connections.get(integration.id))
  const definition = useSession(session => session.catalog.get(integration.type))
  const stopped = useSession(session => session.health?.flows === 'stopped')
  return connectionWords(integration, state, definition, stopped)
}

export const ConnectionWord = ({ words }: { readonly words: ConnectionWords }) => {
  const { t } = useTranslation()
  return <StatusWord level={words.level}>{t(`trays.status.${words.word}`)}</StatusWord>
}

/** Why it is so, and what happens next. */
export const ConnectionReason = ({ words }: { readonly words: ConnectionWords }) => {
  const { t } = useTranslation()
  const seconds = useSecondsUntil(words.retryAt)
  const reason = words.reason && upperFirst(words.reason)
  if (seconds === undefined) return reason
  return t('trays.nextTry', { reason: reason?.replace(/\.$/, ''), seconds })
}

export const useSecondsUntil = (at: number | undefined): number | undefined => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (at === undefined) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [at])
  return at === undefined || at <= now ? undefined : Math.ceil((at - now) / 1000)
}
