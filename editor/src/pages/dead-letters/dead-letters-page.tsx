import '../../locales/page-words.ts'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, EmptyArt, Menu, MenuTrigger, SearchField, toast } from '../../design/index.ts'
import { session, useDocument, useSession } from '../../session/index.ts'
import { count } from '../../shell/words.ts'
import { findLetters, loadDeadLetters, useDeadLetters } from './dead-letters.ts'
import { LetterDetails } from './letter-details.tsx'
import { LetterTable } from './letter-table.tsx'
import { PurgeDialog } from './purge-dialog.tsx'
import './dead-letters.css'

/** What failed for good: read why, then send it again or throw it away. */
export const DeadLettersPage = () => {
  const { t } = useTranslation()
  const { letters, problem } = useDeadLetters()
  const total = useSession(state => state.traffic.balance.deadLetters)
  const [search, setSearch] = useState('')
  const [flow, setFlow] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState<string>()
  const [purging, setPurging] = useState<readonly string[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: loads again whenever their number changes
  useEffect(() => void loadDeadLetters(), [total])

  const listed = useMemo(() => findLetters(letters ?? [], search, flow), [letters, search, flow])
  const ids = listed.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const open = listed.find(({ id }) => id === shown) ?? listed[0]

  const replay = async (which: readonly string[]): Promise<void> => {
    try {
      const replayed = await session.request('deadletters:replay', { ids: which })
      toast({ title: t('dead.replayed', { count: replayed }), text: t('dead.left', { count: total - replayed }) })
      setChosen(new Set())
      await loadDeadLetters()
    } catch (error) {
      toast({ tone: 'bad', title: t('dead.notReplayed'), text: (error as Error).message })
    }
  }
  if (letters?.length === 0) return <NoLetters />
  return (
    <div className="dead page-body">
      <main className="dead-list" aria-label={t('page.deadletters')}>
        <div className="dead-tools">
          <SearchField label={t('dead.search')} value={search} onChange={setSearch} className="dead-search" />
          <FlowFilter flow={flow} onChange={setFlow} />
          <span className="grow" />
          <span className="soft">{t('dead.kept', { kept: count(total) })}</span>
        </div>
        {problem && <p className="link-bar">{problem}</p>}
        {ids.length > 0 && (
          <div className="dead-chosen">
            <b className="grow">{t('dead.chosen', { count: ids.length })}</b>
            <Button variant="primary" icon="rotate-ccw" onPress={() => void replay(ids)}>
              {t('dead.replayCount', { count: ids.length })}
            </Button>
            <Button icon="trash-2" onPress={() => setPurging(ids)}>
              {t('dead.purge')}
            </Button>
          </div>
        )}
        <LetterTable letters={listed} chosen={chosen} onChoose={setChosen} shown={open?.id} onShow={setShown} />
        <div className="side-foot">{t('dead.until')}</div>
      </main>
      {open && (
        <LetterDetails letter={open} onReplay={() => void replay([open.id])} onPurge={() => setPurging([open.id])} />
      )}
      <PurgeDialog
        ids={purging}
        onClose={() => {
          setPurging(undefined)
          setChosen(new Set())
        }}
      />
    </div>
  )
}

const NoLetters = () => {
  const { t } = useTranslation()
  return (
    <main className="page-body empty" aria-label={t('page.deadletters')}>
      <EmptyArt />
      <h2>{t('dead.none')}</h2>
      <p>{t('dead.noneText')}</p>
    </main>
  )
}

interface FlowFilterProps {
  readonly flow: string | undefined
  readonly onChange: (flow: string | undefined) => void
}

const FlowFilter = ({ flow, onChange }: FlowFilterProps) => {
  const { t } = useTranslation()
  const flows = useDocument(document => document.deployed)
  return (
    <MenuTrigger>
      <Button variant="quiet" icon="list-filter">
        {flows.find(({ id }) => id === flow)?.name ?? t('dead.allFlows')}
      </Button>
      <Menu
        label={t('dead.flow')}
        placement="bottom start"
        items={[
          { id: '', label: t('dead.allFlows'), onAction: () => onChange(undefined) },
          ...flows.map(({ id, name }) => ({ id: `flow-${id}`, label: name, onAction: () => onChange(id) }))
        ]}
      />
    </MenuTrigger>
  )
}
