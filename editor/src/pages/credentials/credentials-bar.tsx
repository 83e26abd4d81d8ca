import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, Icon, Menu, MenuTrigger, SearchField } from '../../design/index.ts'
import { type CredentialFilter, isOnly, type ListedCredential } from './credential-filter.ts'

/** Narrows the list of credentials: by text, by type, by whether they are used or end soon. */
export const CredentialsBar = ({
  listed,
  filter,
  onChange
}: {
  readonly listed: readonly ListedCredential[]
  readonly filter: CredentialFilter
  readonly onChange: (filter: CredentialFilter) => void
}) => {
  const { t } = useTranslation()
  const types = new Map(listed.map(({ view, title }) => [view.credential.type, title]))
  const all = t('pages.integrations.allTypes')
  const offers = [
    ['ending', 'calendar-clock'],
    ['unused', 'circle-off']
  ] as const
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
      {offers.map(([only, icon]) => {
        const count = listed.filter(({ view }) => isOnly(view, only)).length
        return (
          count > 0 && (
            <ToggleButton
              key={only}
              className="btn btn-quiet state-filter"
              isSelected={filter.only === only}
              onChange={on => onChange({ ...filter, only: on ? only : undefined })}
            >
              <Icon name={icon} size={14} />
              {t(`pages.credentials.${only}`, { count })}
            </ToggleButton>
          )
        )
      })}
    </>
  )
}
