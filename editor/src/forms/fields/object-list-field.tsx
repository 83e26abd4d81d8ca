import { useTranslation } from 'react-i18next'
import { Icon, IconButton } from '../../design/index.ts'
import { entryName, entryWords } from '../entry-name.ts'
import { Field } from '../field.tsx'
import { FieldFrame, useField } from '../field-frame.tsx'
import type { FieldProps } from '../field-props.ts'
import { Grip, useReorder } from '../grip.tsx'
import { initialValue } from '../initial-value.ts'
import { useList } from '../use-list.ts'

/** Rules, properties and other entries of several fields, one row each. */
export const ObjectListField = (props: FieldProps) => {
  const { schema, label } = props
  const { t } = useTranslation()
  const control = useField(props)
  const items = schema.items ?? {}
  const { entries, edit, replace } = useList(props, () => initialValue(items))
  const { row, grip } = useReorder(edit, entries.length)
  const what = entryName(schema, label)
  return (
    <FieldFrame field={props} control={control} group>
      <ul className="rows rows-tall" aria-labelledby={control.labelId}>
        {entries.map(({ entry, index, key, path }) => {
          const name = t('forms.entry', { what, number: index + 1 })
          return (
            <li key={key} aria-label={name} {...row(index)}>
              <Grip name={name} {...grip(index)} />
              <span className="row-number">{index + 1}</span>
              <div className="row-fields">
                <Field
                  schema={items}
                  value={entry}
                  onChange={next => replace(index, next)}
                  path={path}
                  label={name}
                  required
                  compact
                />
              </div>
              <IconButton
                small
                icon="x"
                label={t('forms.remove', { name })}
                onPress={() => edit({ edit: 'remove', index })}
              />
            </li>
          )
        })}
        <li className="rows-add">
          <button type="button" onClick={() => edit({ edit: 'insert', index: entries.length })}>
            <Icon name="plus" size={14} />
            {t('forms.add', entryWords(what))}
          </button>
        </li>
      </ul>
    </FieldFrame>
  )
}
