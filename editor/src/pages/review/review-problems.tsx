import type { FlowProblem } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { problemWords } from '../../forms/problem-words.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { openNode } from '../../shell/navigation.ts'
import { nodeName } from '../../shell/node-name.ts'

/** What stops a deploy, and what a person should know before it. */
export const ReviewProblems = () => {
  const { t } = useTranslation()
  const problems = useSession(state => state.problems)
  const all = [...problems.values()].flatMap(flow => [...flow.values()].flat())
  const errors = all.filter(({ severity }) => severity === 'error')
  const warnings = all.filter(({ severity }) => severity === 'warning')
  return (
    <>
      {errors.length > 0 && (
        <section className="review-problems is-bad">
          <Icon name="circle-x" />
          <div>
            <b>{t('pages.review.stops', { count: errors.length })}</b>
            <Problems problems={errors} />
          </div>
        </section>
      )}
      {warnings.length > 0 && (
        <section className="review-problems is-warn">
          <Icon name="triangle-alert" />
          <div>
            <Problems problems={warnings} />
          </div>
        </section>
      )}
    </>
  )
}

const Problems = ({ problems }: { readonly problems: readonly FlowProblem[] }) => (
  <ul>
    {problems.map(problem => (
      <ProblemItem key={`${problem.flow}/${problem.node}${problem.path}${problem.message}`} problem={problem} />
    ))}
  </ul>
)

const ProblemItem = ({ problem }: { readonly problem: FlowProblem }) => {
  const { flow, node, path } = problem
  const owner = useDocument(document => document.flow(flow))
  const found = owner?.nodes.find(({ id }) => id === node)
  const { what, advice, fix } = problemWords(path.slice(1).replaceAll('/', ' › '), problem)
  return (
    <li>
      {node === undefined ? (
        <b>{owner?.name ?? flow}</b>
      ) : (
        <button type="button" className="link" onClick={() => openNode(flow, node)}>
          {found ? nodeName(found) : node}
        </button>
      )}
      : {what} {advice} {fix && <code>{fix}</code>}
    </li>
  )
}
