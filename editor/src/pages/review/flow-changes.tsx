import type { FlowNode } from '@millrace/engine'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import type { Change } from '../../document/document.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { nodeName } from '../../shell/node-name.ts'
import { type FlowReview, fieldsOf, type NodeReview } from './review.ts'
import { useNodeTitle, useReviewNames } from './use-review-names.ts'

const signs: Readonly<Record<Change, string>> = { added: 'plus', removed: 'minus', changed: 'pencil', moved: 'move' }

export const ChangeSign = ({ change }: { readonly change: Change }) => {
  const { t } = useTranslation()
  return (
    <span className={`sign is-${change}`} title={t(`pages.review.change.${change}`)}>
      <Icon name={signs[change]} size={12} />
      <span className="visually-hidden">{t(`pages.review.change.${change}`)}</span>
    </span>
  )
}

/** What changed in one flow: the flow itself, then its nodes. */
export const FlowChanges = ({
  review,
  selected,
  onSelect
}: {
  readonly review: FlowReview
  /** Address of the node that is shown. */
  readonly selected: string | undefined
  readonly onSelect: (node: NodeReview) => void
}) => {
  const { t } = useTranslation()
  const { flow, change, own, nodes } = review
  return (
    <section>
      <h3 className="review-head">
        <Icon name="workflow" size={14} />
        <span className="grow ell">{flow.name}</span>
        {change === 'changed'
          ? t('pages.review.changes', { count: nodes.length + own.length })
          : t(`pages.review.flow.${change}`)}
      </h3>
      {own.map(({ path, label, before, after }) => (
        <p key={path} className="review-own">
          <ChangeSign change="changed" />
          <b>{t(`pages.review.own.${label}`, { defaultValue: label })}</b>
          <span className="review-what">
            {before && <del>{before}</del>} {after && <ins>{after}</ins>}
          </span>
        </p>
      ))}
      <ul>
        {nodes.map(node => {
          const shown = node.after ?? node.before
          const address = `${node.flow}/${shown?.id}`
          return (
            <li key={address}>
              <button
                type="button"
                className="review-node"
                aria-current={address === selected || undefined}
                onClick={() => onSelect(node)}
              >
                <ChangeSign change={node.change} />
                <b className="ell">{shown && nodeName(shown)}</b>
                <span className="small muted">{t(`pages.review.effect.${node.effect}`)}</span>
                <NodeWhat node={node} />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Where a node went, or what of it changed. */
const NodeWhat = ({ node }: { readonly node: NodeReview }) => {
  const { t } = useTranslation()
  const title = useNodeTitle(node)
  const { before, after, change } = node
  const flow = useDocument(document => document.flow(node.flow))
  const names = useReviewNames(flow)
  const definition = useSession(state => state.catalog.get(after?.type ?? ''))
  if (!before || !after) return <span className="review-what">{title}</span>
  const fields = fieldsOf(node, definition, names).map(({ label }) => label)
  return (
    <span className="review-what">
      {change === 'moved' ? moved(before, after, t) : t('pages.review.what', { title, fields: fields.join(', ') })}
    </span>
  )
}

const moved = (before: FlowNode, after: FlowNode, t: TFunction): string => {
  const [x, y] = [after.at[0] - before.at[0], after.at[1] - before.at[1]]
  const across = x === 0 ? [] : [t(x > 0 ? 'pages.review.right' : 'pages.review.left', { by: Math.abs(x) })]
  const along = y === 0 ? [] : [t(y > 0 ? 'pages.review.down' : 'pages.review.up', { by: Math.abs(y) })]
  return [...across, ...along].join(', ')
}
