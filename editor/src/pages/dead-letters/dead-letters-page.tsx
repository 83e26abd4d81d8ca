import '../../locales/page-words.ts'
import '../../locales/form-words.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, EmptyArt, Notice, toast } from '../../design/index.ts'
import { session, useSession } from '../../session/index.ts'
import { count } from '../../shell/words.ts'
import { type Chosen, choiceOf, loadDeadLetters, moreDeadLetters, useDeadLetters } from './dead-letters.ts'
import { LetterDetails } from './letter-details.tsx'
import { LetterTable } from './letter-table.tsx'
import { LetterTools } from './letter-tools.tsx'
import { PurgeDialog } from './purge-dialog.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import './dead-letters.css'

/** What failed for good: read why, mend it, then send it again or throw it away. */
export const DeadLettersPage = () => {
  const { t } = useTranslation()
  const { letters, problem, next, counts, filter } = useDeadLetters()
  const total = useSession(state => state.deadLetters)
  const link = useSession(state => state.link)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState<string>()
  const [purging, setPurging] = useState<Chosen>()
  const [replaying, setReplaying] = useState<Chosen>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: loads again whenever their number changes
  useEffect(() => {
    if (link === 'live') void loadDeadLetters()
  }, [total, link])

  const listed = letters ?? []
  const ids = listed.filter(({ id }) => ticked.has(id)).map(({ id }) => id)
  const open = listed.find(({ id }) => id === shown) ?? listed[0]

  const replay = async (chosen: Chosen): Promise<void> => {
    try {
      const replayed = await session.request('deadletters:replay', choiceOf(chosen))
      toast({ title: t('dead.replayed', { count: replayed }) })
      setTicked(new Set())
      await loadDeadLetters()
    } catch (error) {
      toast({ tone: 'bad', title: t('dead.notReplayed'), text: (error as Error).message })
    }
  }
  const filtered = filter.flow !== undefined || filter.text !== undefined
  if (letters?.length === 0 && !filtered && problem === undefined) return <NoLetters />
  return (
    <div className="dead page-body">
      <main className="dead-list" aria-label={t('page.deadletters')}>
        <LetterTools
          onReplayAll={() => setReplaying({ matching: filter, count: counts.count })}
          onPurgeAll={() => setPurging({ matching: filter, count: counts.count })}
        />
        {problem !== undefined && <Notice tone="bad">{problem}</Notice>}
        {ids.length > 0 && (
          <SelectionBar
            ids={ids}
            onReplay={() => void replay({ ids })}
            onPurge={() => setPurging({ ids })}
            onClear={() => setTicked(new Set())}
          />
        )}
        <LetterTable letters={listed} ticked={ticked} onTick={setTicked} shown={open?.id} onShow={setShown} />
        {letters?.length === 0 && <p className="dead-none muted">{t('dead.noMatch')}</p>}
        <div className="dead-end">
          <span className="grow">{t('dead.until')}</span>
          {t('dead.listed', { listed: count(listed.length), count: counts.count, all: count(counts.count) })}
          {next !== undefined && (
            <Button small onPress={() => void moreDeadLetters()}>
              {t('dead.more')}
            </Button>
          )}
        </div>
      </main>
      {open && (
        <LetterDetails
          key={open.id}
          letter={open}
          onReplay={() => void replay({ ids: [open.id] })}
          onPurge={() => setPurging({ ids: [open.id] })}
        />
      )}
      <PurgeDialog
        chosen={purging}
        onClose={() => {
          setPurging(undefined)
          setTicked(new Set())
        }}
      />
      <ReplayDialog
        chosen={replaying}
        onClose={() => setReplaying(undefined)}
        onReplay={chosen => {
          setReplaying(undefined)
          void replay(chosen)
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
