import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton, Menu, MenuTrigger, SearchField } from '../../design/index.ts'
import { useSettled } from '../../forms/use-settled.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { count } from '../../shell/words.ts'
import { filterDeadLetters, useDeadLetters } from './dead-letters.ts'

const TYPING = 300

/** Finds dead letters, and acts on all that are found. */
export const LetterTools = ({
  onReplayAll,
  onPurgeAll
}: {
  readonly onReplayAll: () => void
  readonly onPurgeAll: () => void
}) => {
  const { t } = useTranslation()
  const { filter, counts } = useDeadLetters()
  const total = useSession(state => state.deadLetters)
  const [search, setSearch] = useState(filter.text ?? '')
  const settled = useSettled(search.trim(), TYPING)
  const typed = useRef(filter.text ?? '')
  useEffect(() => {
    const { filter: now } = useDeadLetters.getState()
    if (settled === typed.current) return
    typed.current = settled
    const { text: _old, ...rest } = now
    filterDeadLetters(settled === '' ? rest : { ...rest, text: settled })
  }, [settled])
  // An error was chosen elsewhere on the page: what was typed since must not be overwritten by what was typed before.
  useEffect(() => {
    if ((filter.text ?? '') === typed.current) return
    typed.current = filter.text ?? ''
    setSearch(typed.current)
  }, [filter.text])
  const all = t('dead.acts')
  return (
    <div className="dead-tools">
      <SearchField label={t('dead.search')} value={search} onChange={setSearch} className="dead-search" />
      <FlowFilter />
      <span className="grow" />
      <span className="soft">{t('dead.kept', { kept: count(total) })}</span>
      <MenuTrigger>
        <IconButton icon="ellipsis" label={all} isDisabled={counts.count === 0} />
        <Menu
          label={all}
          items={[
            {
              id: 'replay',
              icon: 'rotate-ccw',
              label: t('dead.replayAll', { count: counts.count, all: count(counts.count) }),
              onAction: onReplayAll
            },
            'gap',
            {
              id: 'purge',
              icon: 'trash-2',
              label: t('dead.purgeAll', { count: counts.count, all: count(counts.count) }),
              danger: true,
              onAction: onPurgeAll
            }
          ]}
        />
      </MenuTrigger>
    </div>
  )
}

const FlowFilter = () => {
  const { t } = useTranslation()
  const { filter, counts } = useDeadLetters()
  const flows = useDocument(document => document.deployed)
  const nameOf = (id: string) => flows.find(flow => flow.id === id)?.name ?? t('dead.flowGoneId', { id })
  const ids = [...new Set([...flows.map(({ id }) => id), ...Object.keys(counts.byFlow)])]
  const choose = (flow: string | undefined) => {
    const { flow: _old, ...rest } = filter
    filterDeadLetters(flow === undefined ? rest : { ...rest, flow })
  }
  return (
    <MenuTrigger>
      <Button variant="quiet" icon="list-filter">
        {filter.flow === undefined ? t('dead.allFlows') : nameOf(filter.flow)}
      </Button>
      <Menu
        label={t('dead.flow')}
        placement="bottom start"
        items={[
          { id: '', label: t('dead.allFlows'), onAction: () => choose(undefined) },
          ...ids.map(id => ({
            id: `flow-${id}`,
            label: nameOf(id),
            ...(counts.byFlow[id] ? { keys: count(counts.byFlow[id]) } : {}),
            onAction: () => choose(id)
          }))
        ]}
      />
    </MenuTrigger>
  )
}
