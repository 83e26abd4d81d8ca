import type { DeadLetter } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Button, Icon } from '../../design/index.ts'
import { useDocument } from '../../session/index.ts'
import { revealNode } from '../../shell/navigation.ts'
import { nodeName } from '../../shell/node-name.ts'
import { copyText } from '../../shell/sidebar/debug/value-rows.ts'
import { ValueTree } from '../../shell/sidebar/debug/value-tree.tsx'
import { clock } from '../../shell/words.ts'
import { failedAt } from './dead-letters.ts'
import { firstSentence } from './letter-table.tsx'

export interface LetterDetailsProps {
  readonly letter: DeadLetter
  readonly onReplay: () => void
  readonly onPurge: () => void
}

export const LetterDetails = ({ letter, onReplay, onPurge }: LetterDetailsProps) => {
  const { t } = useTranslation()
  const { error, revision, at, message } = letter
  const title = firstSentence(error.message)
  const rest = error.message.slice(title.length).replace(/^\.\s*/, '')
  return (
    <aside className="panel dead-details" aria-label={t('dead.details')}>
      <header className="dead-head">
        <div className="row">
          <Icon name="circle-x" />
          <h2 className="grow">{title}</h2>
        </div>
        {(rest || error.code) && (
          <p className="soft">
            {rest} {error.code && <code>{error.code}</code>}
          </p>
        )}
      </header>
      <div className="side-scroll">
        <dl className="kv dead-part">
          <dt>{t('dead.failedAt')}</dt>
          <dd>
            <NodeLink flow={letter.flow} node={failedAt(letter)} />
          </dd>
          <dt>{t('dead.revision')}</dt>
          <dd>{revision}</dd>
          <dt>{t('dead.cameFrom')}</dt>
          <dd>
            <NodeLink flow={letter.flow} node={letter.node} /> {t('dead.at', { time: clock(at) })}
          </dd>
          <dt>{t('dead.tries')}</dt>
          <dd>{letter.tries}</dd>
        </dl>
        <div className="dead-part">
          <div className="row">
            <h3 className="grow">{t('dead.message')}</h3>
            <Button
              small
              variant="quiet"
              icon="copy"
              onPress={() => void navigator.clipboard.writeText(copyText(message))}
            >
              {t('dead.copy')}
            </Button>
          </div>
          <ValueTree key={letter.id} name="msg" path="" value={message} opened />
        </div>
      </div>
      <footer className="dead-foot">
        <Button variant="quiet" icon="trash-2" onPress={onPurge}>
          {t('dead.purge')}
        </Button>
        <span className="grow" />
        <Button variant="primary" icon="rotate-ccw" onPress={onReplay}>
          {t('dead.replay')}
        </Button>
      </footer>
    </aside>
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
