import { type ReactNode, useMemo, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Menu, MenuItem } from '../design/aria.ts'
import { SearchField } from '../design/index.ts'
import '../design/menu.css'

export interface Pick {
  readonly id: string
  /** What is searched, and read aloud. */
  readonly text: string
  readonly view: ReactNode
  readonly onPick: () => void
}

export interface PickListProps {
  readonly label: string
  readonly picks: readonly Pick[]
  /** Shown when nothing is found. */
  readonly none: string
  readonly onClose: () => void
}

/** More are not listed: typing narrows them down. */
const limit = 100

/** A search field over a list: arrows move in the list while the text is typed, Enter picks. */
export const PickList = ({ label, picks, none, onClose }: PickListProps) => {
  const [search, setSearch] = useState('')
  const found = useMemo(() => matching(picks, search), [picks, search])
  return (
    <Autocomplete inputValue={search} onInputChange={setSearch}>
      <div className="pick-search">
        <SearchField label={label} value={search} onChange={setSearch} autoFocus />
      </div>
      <Menu
        className="menu"
        aria-label={label}
        items={found}
        onClose={onClose}
        renderEmptyState={() => <p className="pick-none muted">{none}</p>}
      >
        {pick => (
          <MenuItem id={pick.id} textValue={pick.text} className="menu-item" onAction={pick.onPick}>
            {pick.view}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}

/** Every word is in the text; what begins with the search comes first. */
const matching = (picks: readonly Pick[], search: string): readonly Pick[] => {
  const whole = search.trim().toLowerCase()
  const words = whole.split(/\s+/).filter(Boolean)
  const found = picks.filter(({ text }) => words.every(word => text.toLowerCase().includes(word)))
  const begins = ({ text }: Pick): number => (text.toLowerCase().startsWith(whole) ? 0 : 1)
  return (whole === '' ? found : found.toSorted((a, b) => begins(a) - begins(b))).slice(0, limit)
}
