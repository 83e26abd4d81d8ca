import type { Problem } from '@millrace/sdk'
import type { LetterView } from '@millrace/server/protocol'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, toast } from '../../design/index.ts'
import { ProblemLines } from '../../forms/index.ts'
import { RequestError, session } from '../../session/index.ts'
import { loadDeadLetters } from './dead-letters.ts'
import { messageProblems } from './message-problems.ts'

const CodeEditor = lazy(() => import('../../forms/code-editor.tsx'))

/** A dead letter's message as text, mended and sent on its way again. */
export const LetterEditor = ({ view, onClose }: { readonly view: LetterView; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState(view.message)
  const [refused, setRefused] = useState<{ readonly text: string; readonly problems: readonly Problem[] }>()
  const [busy, setBusy] = useState(false)
  const own = useMemo(() => messageProblems(text), [text])
  const problems = useMemo(() => [...own, ...(refused?.text === text ? refused.problems : [])], [own, refused, text])
  const replay = async () => {
    setBusy(true)
    try {
      await session.request('deadletters:replay', { ids: [view.id], message: text })
      toast({ title: t('dead.replayedEdited') })
      await loadDeadLetters()
    } catch (error) {
      setBusy(false)
      if (error instanceof RequestError && error.problems.length > 0)
        setRefused({ text, problems: error.problems.map(inMessage) })
      else toast({ tone: 'bad', title: t('dead.notReplayed'), text: (error as Error).message })
    }
  }
  return (
    <>
      <div className="dead-edit">
        <div className="row">
          <h3 className="grow">{t('dead.message')}</h3>
          {text !== view.message && (
            <Button small variant="quiet" icon="undo-2" onPress={() => setText(view.message)}>
              {t('dead.asItWas')}
            </Button>
          )}
        </div>
        <Suspense fallback={<div className="code-wait" />}>
          <CodeEditor
            label={t('dead.message')}
            language="json"
            value={text}
            onChange={setText}
            small={false}
            problems={problems}
            {...(problems.length > 0 ? { describedBy: 'dead-problems' } : {})}
          />
        </Suspense>
        {problems.length > 0 ? (
          <ProblemLines id="dead-problems" label={path => path || t('dead.message')} problems={problems} />
        ) : (
          <p className="hint">{t('dead.typed')}</p>
        )}
      </div>
      <footer className="dead-foot">
        <span className="grow" />
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button
          variant="primary"
          icon="rotate-ccw"
          isDisabled={problems.length > 0 || busy}
          onPress={() => void replay()}
        >
          {t('dead.replayEdited')}
        </Button>
      </footer>
    </>
  )
}

/** The server's paths begin at the request. */
const inMessage = ({ path, message }: Problem): Problem => ({ path: path.replace(/^\/message/, ''), message })
