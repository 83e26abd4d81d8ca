import { decode } from '@millrace/sdk'
import type { LetterSummary } from '@millrace/server/protocol'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Icon, Notice } from '../../design/index.ts'
import { ValueTree } from '../../shell/sidebar/debug/value-tree.tsx'
import { bytes } from '../../shell/words.ts'
import { filterDeadLetters, firstSentence, useDeadLetters } from './dead-letters.ts'
import { LetterEditor } from './letter-editor.tsx'
import { LetterFacts } from './letter-facts.tsx'
import { useLetter } from './use-letter.ts'

export interface LetterDetailsProps {
  readonly letter: LetterSummary
  readonly onReplay: () => void
  readonly onPurge: () => void
}

/** Why a message failed, where it came from, and the message itself, to read or to mend. */
export const LetterDetails = ({ letter, onReplay, onPurge }: LetterDetailsProps) => {
  const { t } = useTranslation()
  const { view, problem } = useLetter(letter.id)
  const [editing, setEditing] = useState(false)
  const message = useMemo(() => view && decode(view.message), [view])
  return (
    <aside className="panel dead-details" aria-label={t('dead.details')}>
      <LetterHead letter={letter} />
      {view && editing ? (
        <LetterEditor view={view} onClose={() => setEditing(false)} />
      ) : (
        <>
          <div className="side-scroll">
            <LetterFacts letter={letter} />
            <div className="dead-part">
              <div className="row">
                <h3 className="grow">{t('dead.message')}</h3>
                <span className="small muted">{bytes(letter.bytes)}</span>
                <Button
                  small
                  variant="quiet"
                  icon="copy"
                  isDisabled={!view}
                  onPress={() => view && void navigator.clipboard.writeText(view.message)}
                >
                  {t('dead.copy')}
                </Button>
              </div>
              {problem !== undefined && <Notice tone="warn">{problem}</Notice>}
              {view && <ValueTree name="msg" path="" value={message} opened />}
            </div>
          </div>
          <footer className="dead-foot">
            <Button variant="quiet" icon="trash-2" onPress={onPurge}>
              {t('dead.purge')}
            </Button>
            <span className="grow" />
            <Button icon="pencil" isDisabled={!view} onPress={() => setEditing(true)}>
              {t('dead.edit')}
            </Button>
            <Button variant="primary" icon="rotate-ccw" onPress={onReplay}>
              {t('dead.replay')}
            </Button>
          </footer>
        </>
      )}
    </aside>
  )
}

const LetterHead = ({ letter: { error } }: { readonly letter: LetterSummary }) => {
  const { t } = useTranslation()
  const filter = useDeadLetters(state => state.filter)
  const title = firstSentence(error.message)
  const rest = error.message.slice(title.length).replace(/^\.\s*/, '')
  return (
    <header className="dead-head">
      <div className="row">
        <Icon name="circle-x" />
        <h2 className="grow">{title}</h2>
      </div>
      <p className="soft">
        {rest} {error.code && <code>{error.code}</code>}{' '}
        {filter.text !== title && (
          <button type="button" className="link" onClick={() => filterDeadLetters({ ...filter, text: title })}>
            {t('dead.same')}
          </button>
        )}
      </p>
    </header>
  )
}
