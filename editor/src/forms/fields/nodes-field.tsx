import { useState } from 'react'
import { Group } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Checkbox, SearchField } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, listOf } from '../field-props.ts'
import { useScope } from '../form-scope.ts'

const MANY = 8

/** Nodes of the same flow, such as those that a catch node hears. One that is gone stays listed, so that it can be taken out. */
export const NodesField = (props: FieldProps) => {
  const { value, onChange } = props
  const { t } = useTranslation()
  const { nodes = [] } = useScope()
  const control = useField(props, true)
  const [search, setSearch] = useState('')
  const chosen = listOf(value).map(String)
  const gone = chosen.filter(id => !nodes.some(node => node.id === id))
  const found = nodes.filter(({ label, title }) => `${label} ${title}`.toLowerCase().includes(search.toLowerCase()))
  const choose = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter(other => other !== id))
  return (
    <FieldFrame field={props} control={control} group>
      {nodes.length > MANY && <SearchField label={t('forms.findNode')} value={search} onChange={setSearch} />}
      <Group className="pick-list" aria-labelledby={control.labelId}>
        {found.map(({ id, label, title }) => (
          <Checkbox key={id} isSelected={chosen.includes(id)} onChange={on => choose(id, on)}>
            <span className="grow ell">{label}</span>
            <span className="small muted">{title}</span>
          </Checkbox>
        ))}
        {gone.map(id => (
          <Checkbox key={id} isSelected onChange={on => choose(id, on)}>
            <span className="grow ell mono">{id}</span>
            <span className="small muted">{t('forms.nodeGone')}</span>
          </Checkbox>
        ))}
        {found.length + gone.length === 0 && <p className="muted">{t('forms.noNodes')}</p>}
      </Group>
    </FieldFrame>
  )
}
