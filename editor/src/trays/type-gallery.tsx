import type { DefinitionView } from '@millrace/sdk'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Icon, SearchField } from '../design/index.ts'
import { useSession } from '../session/index.ts'
import { openTray } from '../shell/navigation.ts'
import { galleryGroup, galleryGroups, reasonFor } from './gallery-groups.ts'
import './type-gallery.css'

/** The types of integrations, grouped, each with when to choose it. */
export const TypeGallery = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string>()
  const types = [...catalog.values()].filter(({ kind }) => kind === 'integration')
  const found = types.filter(type => textOf(type).includes(search.trim().toLowerCase()))
  const selected = found.find(({ type }) => type === chosen) ?? found[0]
  const plugins = new Set(types.map(({ plugin }) => plugin)).size
  const go = () => {
    if (!selected) return
    onClose()
    openTray({ kind: 'integration', type: selected.type })
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      width={940}
      title={t('trays.addIntegration')}
      footer={
        <>
          <span className="muted small grow">
            {t('trays.typesFrom', { count: types.length, plugins: t('trays.plugins', { count: plugins }) })}
          </span>
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
        {galleryGroups.map(group => {
          const members = found.filter(type => galleryGroup(type) === group)
          return (
            members.length > 0 && (
              <section key={group}>
                <h3>{t(`trays.groups.${group}`)}</h3>
                <div className="gallery-cards">
                  {members.map(type => (
                    <Card key={type.type} type={type} onOpen={go} />
                  ))}
                </div>
              </section>
            )
          )
        })}
        {found.length === 0 && <p className="muted">{t('trays.noType')}</p>}
      </RadioGroup>
    </Dialog>
  )
}

const Card = ({ type, onOpen }: { readonly type: DefinitionView; readonly onOpen: () => void }) => (
  <Radio value={type.type} className="gallery-card">
    <span className="type-icon">
      <Icon name={type.icon} />
    </span>
    {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the button below does the same */}
    <span className="grow" onDoubleClick={onOpen}>
      <b>{type.title}</b>
      <span className="gallery-reason">{reasonFor(type)}</span>
    </span>
  </Radio>
)

const textOf = (type: DefinitionView): string => `${type.title} ${type.description} ${type.help ?? ''}`.toLowerCase()
