import type { DefinitionView } from '@millrace/sdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SegmentedControl } from '../design/index.ts'
import { useSession } from '../session/index.ts'
import { openTray } from '../shell/navigation.ts'
import { Gallery } from './gallery.tsx'
import { galleryGroup, galleryGroups } from './gallery-groups.ts'

/** The types of integrations in their groups, each with when to choose it, and the presets to begin with. */
export const TypeGallery = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const [preset, setPreset] = useState(BLANK)
  const types = [...catalog.values()].filter(({ kind }) => kind === 'integration')
  const plugins = new Set(types.map(({ plugin }) => plugin)).size
  return (
    <Gallery
      title={t('trays.addIntegration')}
      sections={galleryGroups.map(group => ({
        id: group,
        title: t(`trays.groups.${group}`),
        types: types.filter(type => galleryGroup(type) === group)
      }))}
      reason={({ chooseWhen, description }) =>
        chooseWhen === undefined ? description : t('trays.chooseWhen', { when: chooseWhen })
      }
      note={t('trays.typesFrom', { count: types.length, plugins: t('trays.plugins', { count: plugins }) })}
      onClose={onClose}
      onChoose={type => {
        onClose()
        const known = type.presets?.some(({ title }) => title === preset)
        openTray({ kind: 'integration', type: type.type, ...(known ? { preset } : {}) })
      }}
    >
      {type => type.presets && <PresetPicker key={type.type} type={type} value={preset} onChange={setPreset} />}
    </Gallery>
  )
}

const BLANK = ''

/** Where to begin: an empty form, or what fits a well-known service. */
const PresetPicker = ({
  type: { presets = [] },
  value,
  onChange
}: {
  readonly type: DefinitionView
  readonly value: string
  readonly onChange: (preset: string) => void
}) => {
  const { t } = useTranslation()
  const chosen = presets.find(({ title }) => title === value)
  return (
    <div className="gallery-presets">
      <h3>{t('trays.startFrom')}</h3>
      <SegmentedControl
        label={t('trays.startFrom')}
        value={chosen?.title ?? BLANK}
        onChange={onChange}
        options={[
          { value: BLANK, label: t('trays.blank') },
          ...presets.map(({ title }) => ({ value: title, label: title }))
        ]}
      />
      <p className="small muted">{chosen?.description ?? t('trays.blankText')}</p>
    </div>
  )
}
