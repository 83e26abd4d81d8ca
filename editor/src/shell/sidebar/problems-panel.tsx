import { useTranslation } from 'react-i18next'
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
      {notices.map(({ id, message }) => (
        <p key={id} className="notice">
          {message}
        </p>
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
