import type { LetterSummary } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { useDocument } from '../../session/index.ts'
import { revealNode } from '../../shell/navigation.ts'
import { nodeName } from '../../shell/node-name.ts'
import { clock } from '../../shell/words.ts'
import { failedAt } from './dead-letters.ts'

/** Where a message failed, where it came from, and how often it was tried. */
export const LetterFacts = ({ letter }: { readonly letter: LetterSummary }) => {
  const { t } = useTranslation()
  return (
    <dl className="kv dead-part">
      <dt>{t('dead.failedAt')}</dt>
      <dd>
        <NodeLink flow={letter.flow} node={failedAt(letter)} />
      </dd>
      <dt>{t('dead.revision')}</dt>
      <dd>{letter.revision}</dd>
      <dt>{t('dead.cameFrom')}</dt>
      <dd>
        <NodeLink flow={letter.flow} node={letter.node} /> {t('dead.at', { time: clock(letter.at) })}
      </dd>
      <dt>{t('dead.tries')}</dt>
      <dd>{letter.tries}</dd>
    </dl>
  )
}

const NodeLink = ({ flow: flowId, node: id }: { readonly flow: string; readonly node: string }) => {
  const { t } = useTranslation()
  const flow = useDocument(document => document.flow(flowId))
  const node = flow?.nodes.find(one => one.id === id)
  if (!flow || !node) return <>{t('dead.nodeGone', { id })}</>
  return (
    <button type="button" className="link" onClick={() => revealNode(flow.id, node.id)}>
      {t('dead.nodeIn', { node: nodeName(node), flow: flow.name })}
    </button>
  )
}
