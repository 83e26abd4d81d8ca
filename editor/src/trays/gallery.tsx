import type { DefinitionView } from '@millrace/sdk'
import { type ReactNode, useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Icon, SearchField } from '../design/index.ts'
import './type-gallery.css'

export interface GallerySection {
  readonly id: string
  /** Left out where there is only one. */
  readonly title?: string
  readonly types: readonly DefinitionView[]
}

/** Types of something to add, as cards: one is chosen, and Continue, a double-click or Enter in the search field goes on with it. */
export const Gallery = ({
  title,
  sections,
  reason,
  note,
  onChoose,
  onClose,
  children
}: {
  readonly title: string
  readonly sections: readonly GallerySection[]
  /** What is said on the card. */
  readonly reason: (type: DefinitionView) => string
  readonly note: string
  readonly onChoose: (type: DefinitionView) => void
  readonly onClose: () => void
  /** What else there is to choose for the type. */
  readonly children?: (type: DefinitionView) => ReactNode
}) => {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string>()
  const text = search.trim().toLowerCase()
  const found = sections
    .map(section => ({ ...section, types: section.types.filter(type => textOf(type).includes(text)) }))
    .filter(({ types }) => types.length > 0)
  const all = found.flatMap(({ types }) => types)
  const selected = all.find(({ type }) => type === chosen) ?? all[0]
  const go = () => {
    if (selected) onChoose(selected)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width={940}
      title={title}
      footer={
        <>
          <span className="muted small grow">{note}</span>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!selected} onPress={go}>
            {selected ? t('trays.continueWith', { type: selected.title }) : t('trays.continue')}
          </Button>
        </>
      }
    >
      <SearchField
        className="gallery-search"
        label={t('trays.findType')}
        value={search}
        onChange={setSearch}
        onSubmit={go}
        autoFocus
      />
      <RadioGroup className="gallery" aria-label={t('trays.types')} value={selected?.type ?? ''} onChange={setChosen}>
        {found.map(({ id, title: heading, types }) => (
          <section key={id}>
            {heading && <h3>{heading}</h3>}
            <div className="gallery-cards">
              {types.map(type => (
                <Card key={type.type} type={type} reason={reason(type)} onOpen={() => onChoose(type)} />
              ))}
            </div>
          </section>
        ))}
        {all.length === 0 && <p className="muted">{t('trays.noType')}</p>}
      </RadioGroup>
      {selected && children?.(selected)}
    </Dialog>
  )
}

const Card = ({
  type,
  reason,
  onOpen
}: {
  readonly type: DefinitionView
  readonly reason: string
  readonly onOpen: () => void
}) => (
  <Radio value={type.type} className="gallery-card" aria-label={`${type.title}. ${reason}`}>
    <span className="type-icon">
      <Icon name={type.icon} />
    </span>
    {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the button below does the same */}
    <span className="grow" onDoubleClick={onOpen}>
      <b>{type.title}</b>
      <span className="gallery-reason">{reason}</span>
    </span>
  </Radio>
)

const textOf = ({ title, description, chooseWhen = '', help = '' }: DefinitionView): string =>
  `${title} ${description} ${chooseWhen} ${help}`.toLowerCase()
