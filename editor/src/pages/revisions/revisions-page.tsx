import '../../locales/page-words.ts'
import '../../locales/form-words.ts'
import type { FlowRevision } from '@millrace/server/protocol'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip, Notice } from '../../design/index.ts'
import { session, useDocument } from '../../session/index.ts'
import { EmptyPage } from '../empty-page.tsx'
import { sinceWords } from '../since.ts'
import { RevisionDetail } from './revision-detail.tsx'
import '../review/review.css'
import '../pages.css'
import './revisions.css'

/** Every deploy that is kept: what restoring it would change, and the button that does it. */
export const RevisionsPage = () => {
  const { t, i18n } = useTranslation()
  const running = useDocument(document => document.revision)
  const { revisions, problem } = useRevisions(running)
  const [chosen, setChosen] = useState<number>()
  const shown = revisions?.find(({ number }) => number === chosen) ?? revisions?.[0]
  return (
    <main className="review" aria-label={t('pages.revisions.title')}>
      <div className="review-list">
        {problem !== undefined && <Notice tone="bad">{problem}</Notice>}
        <ol className="revisions">
          {revisions?.map(({ number, at, author, note }) => (
            <li key={number}>
              <button
                type="button"
                className="revision"
                aria-current={number === shown?.number || undefined}
                onClick={() => setChosen(number)}
              >
                <b className="revision-number">{number}</b>
                <span className="grow">
                  <span className={note ? 'ell' : 'ell muted'}>{note ?? t('pages.revisions.noNote')}</span>
                  <span className="small muted ell">
                    {t('pages.revisions.by', {
                      author,
                      time: sinceWords(at, Date.now(), time => t('pages.today', { time }), i18n.language)
                    })}
                  </span>
                </span>
                {number === running && <Chip tone="ok">{t('pages.revisions.runs')}</Chip>}
              </button>
            </li>
          ))}
        </ol>
      </div>
      {shown ? (
        <RevisionDetail key={`${shown.number} ${running}`} revision={shown} running={running} />
      ) : (
        <EmptyPage title={t('pages.revisions.empty')} text={t('pages.revisions.emptyText')} />
      )}
    </main>
  )
}

const useRevisions = (running: number) => {
  const [answer, setAnswer] = useState<{ revisions?: readonly FlowRevision[]; problem?: string }>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again after each deploy
  useEffect(() => {
    let wanted = true
    session.request('revisions:list').then(
      revisions => wanted && setAnswer({ revisions }),
      (error: Error) => wanted && setAnswer(old => ({ ...old, problem: error.message }))
    )
    return () => {
      wanted = false
    }
  }, [running])
  return { revisions: answer.revisions, problem: answer.problem }
}
