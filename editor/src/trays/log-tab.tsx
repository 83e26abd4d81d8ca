import type { LogEvent } from '@millrace/engine'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Icon } from '../design/index.ts'
import { session } from '../session/index.ts'

const icons = { debug: 'circle-dot', info: 'info', warn: 'triangle-alert', error: 'circle-x' } as const

/** As many as the server keeps. */
const MOST = 200

/** What the integration has said lately, the newest first, and what it says now. */
export const LogTab = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation()
  const [events, setEvents] = useState<readonly LogEvent[]>()
  const [problem, setProblem] = useState<string>()
  const load = useCallback(() => {
    session.request('integration:log', { id }).then(
      found => {
        setEvents(found.toReversed())
        setProblem(undefined)
      },
      (error: Error) => setProblem(error.message)
    )
  }, [id])
  useEffect(load, [load])
  useEffect(
    () =>
      session.on('log', lines => {
        const own = lines.filter(({ owner }) => owner === id)
        if (own.length > 0) setEvents(old => [...own.toReversed(), ...(old ?? [])].slice(0, MOST))
      }),
    [id]
  )
  return (
    <>
      <div>
        <Button small icon="refresh-cw" onPress={load}>
          {t('trays.reloadLog')}
        </Button>
      </div>
      {problem && <p className="tray-note">{problem}</p>}
      {events?.length === 0 && <p className="muted">{t('trays.emptyLog')}</p>}
      <ol className="log">
        {events?.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two events may be the same, and the list is replaced as a whole
          <li key={index} className={`log-line is-${event.level}`}>
            <Icon name={icons[event.level]} size={14} />
            <span className="visually-hidden">{event.level}</span>
            <time className="muted" dateTime={new Date(event.at).toISOString()}>
              {new Date(event.at).toLocaleTimeString(undefined, { hourCycle: 'h23' })}
            </time>
            <span>
              {event.message}
              {event.fields && <code className="muted"> {JSON.stringify(event.fields)}</code>}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
