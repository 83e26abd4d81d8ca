import { useTranslation } from 'react-i18next'
import { Notice } from '../../design/index.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { ProblemList } from '../deploy/problem-list.tsx'

/** What a deploy would find now, in all flows; errors first. */
export const ProblemsPanel = () => {
  const { t } = useTranslation()
  const problems = useSession(state => state.problems)
  const notices = useSession(state => state.notices)
  useDocument(document => document.flows)
  const all = [...problems.values()].flatMap(nodes => [...nodes.values()].flat())
  const sorted = all.toSorted((a, b) => a.severity.localeCompare(b.severity))
  return (
    <div className="side-scroll">
      {notices.map(({ id, level, message }) => (
        <Notice key={id} tone={level === 'error' ? 'bad' : 'warn'}>
          {message}
        </Notice>
      ))}
      {sorted.length === 0 && notices.length === 0 ? (
        <div className="empty">
          <h3>{t('problems.none')}</h3>
          <p>{t('problems.noneText')}</p>
        </div>
      ) : (
        <ProblemList problems={sorted} />
      )}
    </div>
  )
}
