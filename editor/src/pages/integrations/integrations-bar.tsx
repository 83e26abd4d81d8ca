import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, Menu, MenuTrigger, SearchField, StatusWord } from '../../design/index.ts'
import { type Filter, type Listed, wordOrder } from './integration-filter.ts'

/** Narrows the list of integrations: by text, by type, by state. */
export const IntegrationsBar = ({
  listed,
  filter,
  onChange
}: {
  readonly listed: readonly Listed[]
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}) => {
  const { t } = useTranslation()
  const types = new Map(listed.map(({ integration, title }) => [integration.type, title]))
  const all = t('pages.integrations.allTypes')
  return (
    <>
      <SearchField
        className="page-search"
        label={t('pages.integrations.find')}
        value={filter.search}
        onChange={search => onChange({ ...filter, search })}
      />
      <MenuTrigger>
        <Button icon="list-filter">{filter.type === undefined ? all : (types.get(filter.type) ?? all)}</Button>
        <Menu
          label={t('trays.types')}
          placement="bottom start"
          items={[
            { id: '', label: all, onAction: () => onChange({ ...filter, type: undefined }) },
            ...[...types].map(([type, title]) => ({
              id: type,
              label: title,
              onAction: () => onChange({ ...filter, type })
            }))
          ]}
        />
      </MenuTrigger>
      {wordOrder.map(word => {
        const found = listed.filter(({ words }) => words.word === word)
        const [first] = found
        return (
          first && (
            <ToggleButton
              key={word}
              className="btn btn-quiet state-filter"
              isSelected={filter.word === word}
              onChange={on => onChange({ ...filter, word: on ? word : undefined })}
            >
              <StatusWord level={first.words.level}>
                {found.length} {t(`trays.status.${word}`)}
              </StatusWord>
            </ToggleButton>
          )
        )
      })}
    </>
  )
}
