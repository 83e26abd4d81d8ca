import { useTranslation } from 'react-i18next'
import { IconButton, Select, TextField } from '../../design/index.ts'
import { GlobalOverrides } from './global-overrides.tsx'
import { GlobalReaderList } from './global-reader-list.tsx'
import type { GlobalRow, GlobalType, RowProblem } from './global-rows.ts'

const types: readonly GlobalType[] = ['string', 'number', 'json']
/** Above so many characters JSON gets more lines. */
const LINE = 44

export const GlobalRowView = ({
  row,
  problem,
  onChange,
  onRemove
}: {
  readonly row: GlobalRow
  readonly problem: RowProblem | undefined
  readonly onChange: (row: GlobalRow) => void
  readonly onRemove: () => void
}) => {
  const { t } = useTranslation()
  const name = row.name || t('pages.globals.unnamed')
  const long = row.type === 'json' && (row.text.length > LINE || row.text.includes('\n'))
  return (
    <tr>
      <td>
        <TextField
          mono
          aria-label={t('pages.globals.name')}
          value={row.name}
          onChange={next => onChange({ ...row, name: next })}
          problem={problem?.name && t(`pages.globals.problems.${problem.name}`)}
          autoFocus={row.name === '' && row.text === ''}
        />
      </td>
      <td className="global-type">
        <Select
          aria-label={t('pages.globals.typeOf', { name })}
          value={row.type}
          onChange={type => onChange({ ...row, type })}
          options={types.map(type => ({ value: type, label: t(`pages.globals.types.${type}`) }))}
        />
      </td>
      <td>
        <TextField
          mono
          multiline={long}
          rows={long ? Math.min(12, Math.max(3, row.text.split('\n').length)) : 1}
          aria-label={t('pages.globals.valueOf', { name })}
          value={row.text}
          onChange={text => onChange({ ...row, text })}
          problem={problem?.value && t(`pages.globals.problems.${problem.value}`, { detail: problem.detail })}
        />
      </td>
      <td className="global-uses">
        <GlobalReaderList name={row.name} />
        <GlobalOverrides name={row.name} />
      </td>
      <td className="row-menu">
        <IconButton icon="trash-2" label={t('pages.globals.remove', { name })} onPress={onRemove} />
      </td>
    </tr>
  )
}
