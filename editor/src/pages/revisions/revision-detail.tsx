import type { Flow } from '@millrace/engine'
import type { FlowRevision } from '@millrace/server/protocol'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Notice } from '../../design/index.ts'
import { compareFlows } from '../../document/compare.ts'
import { session, useDocument } from '../../session/index.ts'
import { revealNode } from '../../shell/navigation.ts'
import { restoreRevision } from '../../shell/restore-revision.ts'
import { FlowChanges } from '../review/flow-changes.tsx'
import { type NodeReview, review } from '../review/review.ts'

/** What would change if a revision ran again, and the way to make it run. */
export const RevisionDetail = ({
  revision: { number },
  running
}: {
  readonly revision: FlowRevision
  readonly running: number
}) => {
  const { t } = useTranslation()
  const deployed = useDocument(document => document.deployed)
  const { flows, problem } = useFlowsOf(number)
  const [asking, setAsking] = useState(false)
  const changes = useMemo(
    () => (flows ? review({ flows, deployed, changes: compareFlows(deployed, flows) }) : []),
    [flows, deployed]
  )
  const restore = async () => {
    setAsking(false)
    await restoreRevision(number)
  }
  return (
    <section className="review-detail" aria-label={t('pages.revisions.number', { number })}>
      <header>
        <h2 className="grow">{t('pages.revisions.number', { number })}</h2>
        {number !== running && (
          <Button icon="rotate-ccw" isDisabled={!flows} onPress={() => setAsking(true)}>
            {t('pages.revisions.restore')}
          </Button>
        )}
      </header>
      <div className="revision-changes">
        {problem !== undefined && <Notice tone="warn">{problem}</Notice>}
        {changes.length > 0 && <h3>{t('pages.revisions.difference')}</h3>}
        {changes.map(one => (
          <FlowChanges key={one.flow.id} review={one} selected={undefined} onSelect={show} />
        ))}
        {flows && changes.length === 0 && <p className="muted">{t('pages.revisions.same')}</p>}
      </div>
      <Dialog
        alert
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={t('pages.revisions.restoreTitle', { number })}
        footer={
          <>
            <Button onPress={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button variant="brass" onPress={() => void restore()}>
              {t('pages.revisions.restore')}
            </Button>
          </>
        }
      >
        <p className="soft">{t('pages.revisions.restoreText')}</p>
        <p className="soft">{t('pages.revisions.edits')}</p>
      </Dialog>
    </section>
  )
}

/** On the canvas, where the node is there now. */
const show = ({ flow, before }: NodeReview): void => {
  if (before) revealNode(flow, before.id)
}

const useFlowsOf = (revision: number) => {
  const [answer, setAnswer] = useState<{ flows?: readonly Flow[]; problem?: string }>({})
  useEffect(() => {
    let wanted = true
    session.request('revisions:get', { revision }).then(
      flows => wanted && setAnswer({ flows }),
      (error: Error) => wanted && setAnswer({ problem: error.message })
    )
    return () => {
      wanted = false
    }
  }, [revision])
  return { flows: answer.flows, problem: answer.problem }
}
