import { useTranslation } from 'react-i18next'
import { Button } from '../../design/index.ts'
import { session, useDocument, useSession } from '../../session/index.ts'
import { openNode } from '../../shell/navigation.ts'
import { nodeName } from '../../shell/node-name.ts'
import type { FieldChange } from './field-changes.ts'
import { ChangeSign } from './flow-changes.tsx'
import { diffLines } from './line-diff.ts'
import { fieldsOf, type NodeReview, takeBack } from './review.ts'
import { useNodeTitle, useReviewNames } from './use-review-names.ts'

/** One node, field by field: as it runs, and as it would. */
export const ReviewDetail = ({ node }: { readonly node: NodeReview }) => {
  const { t } = useTranslation()
  const shown = node.after ?? node.before
  const flow = useDocument(document => document.flow(node.flow))
  const revision = useDocument(document => document.revision)
  const definition = useSession(state => state.catalog.get(shown?.type ?? ''))
  const names = useReviewNames(flow)
  const title = useNodeTitle(node)
  if (!shown) return null
  const fields = fieldsOf(node, definition, names)
  const back = () => {
    if (flow) session.document.edit(t('pages.review.step.takeBack', { name: nodeName(shown) }), takeBack(node, flow))
  }
  return (
    <section className="review-detail" aria-label={nodeName(shown)}>
      <header>
        <ChangeSign change={node.change} />
        <h2 className="grow ell">{nodeName(shown)}</h2>
        <span className="muted small">{title}</span>
        {node.after && (
          <Button small variant="quiet" icon="pencil" onPress={() => openNode(node.flow, shown.id)}>
            {t('pages.edit')}
          </Button>
        )}
        {flow && (
          <Button small variant="quiet" icon="undo-2" onPress={back}>
            {t('pages.review.takeBack')}
          </Button>
        )}
      </header>
      <div className="review-sides muted small">
        <span>{t('pages.review.running', { revision })}</span>
        <span>{t('pages.review.new')}</span>
      </div>
      <div className="review-fields">
        {fields.map(field => (
          <FieldDiff key={field.path} field={field} />
        ))}
        {fields.length === 0 && <p className="soft review-line">{t(`pages.review.whole.${node.effect}`)}</p>}
      </div>
    </section>
  )
}

const FieldDiff = ({ field }: { readonly field: FieldChange }) => {
  const lines = diffLines(field.before, field.after)
  const numbered = lines.length > 2
  return (
    <section className="field-diff">
      <h3>{field.label}</h3>
      <div className="field-sides">
        <Side lines={lines.filter(({ kind }) => kind !== 'added')} numbered={numbered} />
        <Side lines={lines.filter(({ kind }) => kind !== 'removed')} numbered={numbered} />
      </div>
    </section>
  )
}

const marks = { same: ' ', removed: '−', added: '+' } as const

const Side = ({ lines, numbered }: { readonly lines: ReturnType<typeof diffLines>; readonly numbered: boolean }) => (
  <pre className="field-side">
    {lines.map((line, index) => (
      <span key={line.number} className={`diff-line is-${line.kind}`}>
        <span className="diff-mark">
          {numbered ? index + 1 : ''}
          {marks[line.kind]}
        </span>
        {line.text}
        {'\n'}
      </span>
    ))}
  </pre>
)
