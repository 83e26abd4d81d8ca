import type { DefinitionView } from '@millrace/sdk'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, SearchField } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { addToMiddle } from '../canvas/placing.ts'
import { DragGhost } from './drag-ghost.tsx'
import { type Group, groupsOf } from './groups.ts'
import { PaletteNode } from './palette-node.tsx'
import { useCollapsed } from './use-collapsed.ts'
import { useNodeDrag } from './use-node-drag.ts'
import './palette.css'

/** Where a key leads; the palette stands here once. */
export const paletteSearchId = 'palette-search'

/** What can be put on the canvas: dragged there, or added to its middle by click or Enter. */
export const Palette = () => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const [search, setSearch] = useState('')
  const groups = useMemo(() => groupsOf(catalog.values(), search), [catalog, search])
  const list = useRef<HTMLDivElement>(null)
  const drag = useNodeDrag()

  const move = (from: Element | null, by: number): void => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    entries[from ? entries.indexOf(from as HTMLElement) + by : 0]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    move(document.activeElement, event.key === 'ArrowDown' ? 1 : -1)
  }
  const first = groups[0]?.definitions[0]
  return (
    <aside className="panel palette" aria-label={t('palette.label')}>
      <div className="pal-search">
        <SearchField
          label={t('palette.search')}
          keys={t('keys.palette')}
          value={search}
          onChange={setSearch}
          id={paletteSearchId}
          onSubmit={() => first && search !== '' && addToMiddle(first.type)}
          onKeyDown={event => event.key === 'ArrowDown' && move(null, 0)}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the buttons inside */}
      <div className="pal" ref={list} onKeyDown={onKeyDown}>
        {groups.map(group => (
          <PaletteGroup key={group.name} group={group} searching={search !== ''} onPress={drag.onPress} />
        ))}
        {groups.length === 0 && <p className="pal-empty muted">{t('palette.none')}</p>}
      </div>
      {drag.dragged && <DragGhost definition={drag.dragged.definition} at={drag.dragged} />}
    </aside>
  )
}

interface PaletteGroupProps {
  readonly group: Group
  /** A search opens every group. */
  readonly searching: boolean
  readonly onPress: ReturnType<typeof useNodeDrag>['onPress']
}

const PaletteGroup = ({ group, searching, onPress }: PaletteGroupProps) => {
  const { t } = useTranslation()
  const [collapsed, toggle] = useCollapsed(group.name)
  const open = searching || !collapsed
  return (
    <section>
      <h3 className="pal-head">
        <button type="button" aria-expanded={open} onClick={toggle}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
          <span className="grow ell">{t(`category.${group.name}`)}</span>
          <span className="muted">{group.definitions.length}</span>
        </button>
      </h3>
      {open && (
        <ul>
          {group.definitions.map(definition => (
            <PaletteEntry key={definition.type} definition={definition} onPress={onPress} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface PaletteEntryProps {
  readonly definition: DefinitionView
  readonly onPress: PaletteGroupProps['onPress']
}

const PaletteEntry = ({ definition, onPress }: PaletteEntryProps) => (
  <li>
    <button
      type="button"
      className="pal-entry"
      title={definition.description}
      onPointerDown={event => onPress(definition, event)}
      onClick={event => event.detail === 0 && addToMiddle(definition.type)}
    >
      <PaletteNode definition={definition} />
    </button>
  </li>
)
