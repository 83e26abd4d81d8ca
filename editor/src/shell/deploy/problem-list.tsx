import type { FlowProblem } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { openNode, showDialog, showPage } from '../navigation.ts'
import { nodeName } from '../node-name.ts'
import './problem-list.css'

const place = ({ flow, node }: FlowProblem): { readonly flow: string; readonly node: string | undefined } => {
  const of = session.document.flow(flow)
  const found = node === undefined ? undefined : of?.nodes.find(({ id }) => id === node)
  return { flow: of?.name ?? flow, node: found ? nodeName(found) : node }
}

/** Problems of flows and nodes; each leads to where it can be put right. */
export const ProblemList = ({ problems }: { readonly problems: readonly FlowProblem[] }) => (
  <ul className="problems">
    {problems.map(problem => (
      <Problem key={`${problem.flow}/${problem.node}${problem.path}${problem.message}`} problem={problem} />
    ))}
  </ul>
)

const Problem = ({ problem }: { readonly problem: FlowProblem }) => {
  const { t } = useTranslation()
  const { flow, node } = place(problem)
  const open = (): void => {
    if (problem.node !== undefined) {
      openNode(problem.flow, problem.node)
      return
    }
    session.selection.show(problem.flow)
    showPage('flows')
    showDialog(undefined)
  }
  const bad = problem.severity === 'error'
  return (
    <li className={bad ? 'problem is-bad' : 'problem is-warn'}>
      <Icon name={bad ? 'circle-x' : 'triangle-alert'} />
      <div className="grow">
        <button type="button" className="link" onClick={open}>
          {node ?? flow}
        </button>
        <span className="visually-hidden">{bad ? t('problems.error') : t('problems.warning')}</span>
        {': '}
        {problem.path !== '' && <code>{problem.path.slice(1).replaceAll('/', ' › ')}</code>} {problem.message}
        {node !== undefined && <div className="small muted">{flow}</div>}
      </div>
    </li>
  )
}
