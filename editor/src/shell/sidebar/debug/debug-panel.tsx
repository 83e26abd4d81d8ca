import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Button,
  EmptyArt,
  IconButton,
  Menu,
  MenuTrigger,
  SearchField,
  StatusWord,
  toast
} from '../../../design/index.ts'
import { type DebugLevel, debugLimit, listMessages, session, useSelection, useSession } from '../../../session/index.ts'
import { addToMiddle } from '../../canvas/placing.ts'
import { count } from '../../words.ts'
import { VirtualList } from '../virtual-list.tsx'
import { Message } from './debug-message.tsx'
import './debug.css'

/** What the debug nodes show, newest first. */
export const DebugPanel = () => {
  const { t } = useTranslation()
  const log = useSession(state => state.debug)
  const flow = useSelection(selection => selection.flow)
  const listed = useMemo(() => listMessages(log, flow), [log, flow])
  return (
    <>
      <DebugTools />
      {listed.length > 0 ? (
        <VirtualList label={t('debug.label')} items={listed} estimate={71}>
          {message => <Message message={message} />}
        </VirtualList>
      ) : (
        <NoMessages kept={log.messages.length} />
      )}
      <DebugFoot kept={log.messages.length} listed={listed.length} />
    </>
  )
}

/** The node that shows messages here. */
const debugType = 'core/debug'

const NoMessages = ({ kept }: { readonly kept: number }) => {
  const { t } = useTranslation()
  const known = useSession(state => state.catalog.has(debugType))
  return (
    <div className="empty grow">
      <EmptyArt />
      <h3>{kept === 0 ? t('debug.none') : t('debug.noneListed')}</h3>
      <p>{kept === 0 ? t('debug.noneText') : t('debug.noneListedText')}</p>
      {kept === 0 && known && (
        <Button small onPress={() => addToMiddle(debugType)}>
          {t('debug.add')}
        </Button>
      )}
    </div>
  )
}

const levels: readonly DebugLevel[] = ['debug', 'info', 'warn', 'error']

const DebugTools = () => {
  const { t } = useTranslation()
  const { paused, filter } = useSession(state => state.debug)
  const [searching, setSearching] = useState(false)
  const clear = (): void => {
    session.clearDebug().catch((error: Error) => toast({ tone: 'bad', title: error.message }))
  }
  return (
    <div className="side-tools">
      <Button
        small
        icon={paused ? 'play' : 'pause'}
        aria-pressed={paused}
        onPress={() => session.setDebugPaused(!paused)}
      >
        {paused ? t('debug.resume') : t('debug.pause')}
      </Button>
      <Button
        small
        variant="quiet"
        icon="list-filter"
        onPress={() => session.setDebugFilter({ thisFlow: !filter.thisFlow })}
      >
        {filter.thisFlow ? t('debug.thisFlow') : t('debug.allFlows')}
      </Button>
      <MenuTrigger>
        <Button small variant="quiet">
          {t(`debug.from.${filter.level}`)}
        </Button>
        <Menu
          label={t('debug.levels')}
          placement="bottom start"
          items={levels.map(level => ({
            id: level,
            label: t(`debug.from.${level}`),
            ...(level === filter.level ? { icon: 'check' } : {}),
            onAction: () => session.setDebugFilter({ level })
          }))}
        />
      </MenuTrigger>
      <span className="grow" />
      <IconButton
        small
        icon="search"
        label={t('debug.search')}
        onPress={() => {
          setSearching(!searching)
          session.setDebugFilter({ search: '' })
        }}
      />
      <IconButton small icon="eraser" label={t('debug.clear')} onPress={clear} />
      {searching && (
        <SearchField
          label={t('debug.search')}
          value={filter.search}
          onChange={search => session.setDebugFilter({ search })}
          autoFocus
        />
      )}
    </div>
  )
}

const DebugFoot = ({ kept, listed }: { readonly kept: number; readonly listed: number }) => {
  const { t } = useTranslation()
  const link = useSession(state => state.link)
  const paused = useSession(state => state.debug.paused)
  const held = useSession(state => state.debug.held.length)
  return (
    <div className="side-foot">
      {link !== 'live' ? (
        <StatusWord level="error">{t('link.away')}</StatusWord>
      ) : paused ? (
        <StatusWord level="paced">{t('debug.paused', { count: held })}</StatusWord>
      ) : (
        <StatusWord level="ok">{t('debug.live')}</StatusWord>
      )}
      <span className="grow" />
      {listed === kept
        ? t('debug.kept', { kept: count(kept), limit: count(debugLimit) })
        : t('debug.listed', { listed: count(listed), kept: count(kept) })}
    </div>
  )
}
