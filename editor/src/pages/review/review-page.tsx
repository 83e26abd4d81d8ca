import '../../locales/page-words.ts'
import type { FlowProblem } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Icon, TextField } from '../../design/index.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { deploy, useDeploy } from '../../shell/deploy/deploy.ts'
import { useChanges } from '../../shell/deploy/use-changes.ts'
import { showPage } from '../../shell/navigation.ts'
import { EmptyPage } from '../empty-page.tsx'
import { FlowChanges } from './flow-changes.tsx'
import { type NodeReview, review } from './review.ts'
import { ReviewDetail } from './review-detail.tsx'
import { ReviewProblems } from './review-problems.tsx'
import './review.css'
import '../pages.css'

/** What a deploy would do, before it does it. */
export const ReviewPage = () => {
  const { t } = useTranslation()
  const flows = useDocument(document => document.flows)
  const deployed = useDocument(document => document.deployed)
  const changes = useDocument(document => document.changes)
  const [chosen, setChosen] = useState<string>()
  const reviews = review({ flows, deployed, changes })
  const nodes = reviews.flatMap(({ nodes }) => nodes)
  const selected =
    nodes.find(node => reviewKey(node) === chosen) ?? nodes.find(({ change }) => change === 'changed') ?? nodes[0]
  return (
    <main className="review" aria-label={t('pages.review.title')}>
      <div className="review-list">
        <ReviewProblems />
        <div className="review-changes">
          {reviews.map(one => (
            <FlowChanges
              key={one.flow.id}
              review={one}
              selected={selected && reviewKey(selected)}
              onSelect={node => setChosen(reviewKey(node))}
            />
          ))}
          <Connections />
        </div>
        <DeployForm />
      </div>
      {selected ? (
        <ReviewDetail key={reviewKey(selected)} node={selected} />
      ) : (
        <EmptyPage title={t('pages.review.nothing')} text={t('pages.review.nothingText')} />
      )}
    </main>
  )
}

export const reviewKey = ({ flow, before, after }: NodeReview): string => `${flow}/${(after ?? before)?.id}`

const Connections = () => {
  const { t } = useTranslation()
  const connections = useSession(state => state.connections)
  const open = [...connections.values()].filter(({ status }) => status.state === 'connected').length
  return (
    <section>
      <h3 className="review-head">
        <Icon name="plug-zap" size={14} />
        <span className="grow">{t('pages.integrations.title')}</span>
        {t('pages.review.noneChanged')}
      </h3>
      <p className="small muted review-line">{t('pages.review.connections', { count: open })}</p>
    </section>
  )
}

const DeployForm = () => {
  const { t } = useTranslation()
  const { count } = useChanges()
  const [note, setNote] = useState('')
  const deploying = useDeploy(state => state.deploying)
  const revision = useDocument(document => document.revision)
  const onTheWay = useSession(state => state.traffic.balance.onTheWay)
  const problems = useSession(state => state.problems)
  const role = useSession(state => state.role)
  const stopped = [...problems.values()].some(flow => [...flow.values()].some(found => found.some(isError)))
  const go = async () => {
    if (await deploy(note.trim() || undefined)) showPage('flows')
  }
  return (
    <div className="review-deploy">
      <TextField label={t('pages.review.note')} value={note} onChange={setNote} multiline rows={2} />
      {onTheWay > 0 && <p className="small muted">{t('pages.review.onTheWay', { count: onTheWay, revision })}</p>}
      <div className="review-buttons">
        <Button className="grow" onPress={() => showPage('flows')}>
          {t('pages.review.back')}
        </Button>
        <Button
          className="grow"
          variant="brass"
          isDisabled={count === 0 || stopped || deploying || role === 'viewer' || role === 'operator'}
          onPress={() => void go()}
        >
          {t('pages.review.deploy', { count })}
        </Button>
      </div>
    </div>
  )
}

const isError = ({ severity }: FlowProblem): boolean => severity === 'error'
