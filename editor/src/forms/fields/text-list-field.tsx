import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, IconButton } from '../../design/index.ts'
import { entryName, entryWords } from '../entry-name.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, listOf, textOf } from '../field-props.ts'
import { Grip, useReorder } from '../grip.tsx'
import { problemsAt, upperFirst } from '../problem-words.ts'
import { TextInput } from '../text-input.tsx'
import { useList } from '../use-list.ts'

/** Texts in an order, such as topics. Enter adds one below, Backspace takes an empty one away. */
export const TextListField = (props: FieldProps) => {
  const { schema, label } = props
  const { t } = useTranslation()
  const control = useField(props, true)
  const { entries, edit, replace } = useList(props, () => '')
  const { row, grip } = useReorder(edit, entries.length)
  const rows = useRef<HTMLUListElement>(null)
  const what = entryName(schema, label)
  const nameAt = (index: number) => upperFirst(t('forms.entry', { what, number: index + 1 }))
  const indexOf = (path: string) => Number(path.slice(props.path.length + 1))
  const focus = (index: number) =>
    requestAnimationFrame(() => rows.current?.querySelectorAll<HTMLInputElement>('li input')[index]?.focus())
  const insert = (index: number) => {
    edit({ edit: 'insert', index })
    focus(index)
  }
  const remove = (index: number) => {
    edit({ edit: 'remove', index })
    focus(Math.max(0, index - 1))
  }
  const keys = (event: KeyboardEvent, index: number, text: string) => {
    if (event.key === 'Enter') insert(index + 1)
    else if (event.key === 'Backspace' && text === '') remove(index)
    else return
    event.preventDefault()
  }
  return (
    <FieldFrame
      field={props}
      control={control}
      group
      nameOf={path => (path === props.path ? label : nameAt(indexOf(path)))}
      onFix={(fix, path) => replace(indexOf(path), fix)}
    >
      <ul className="rows" aria-labelledby={control.labelId} ref={rows}>
        {entries.map(({ entry, index, key, path }) => {
          const [problem] = problemsAt(control.problems, path)
          const name = nameAt(index)
          const text = textOf(entry)
          return (
            <li key={key} data-bad={problem ? true : undefined} data-path={path} {...row(index)}>
              <Grip name={name} {...grip(index)} />
              <TextInput
                bare
                aria-label={name}
                aria-invalid={problem ? true : undefined}
                aria-describedby={problem ? control.describedBy : undefined}
                value={text}
                onChange={next => replace(index, next)}
                onKeyDown={event => keys(event, index, text)}
                holes={schema.items?.template !== undefined}
                problem={problem?.message}
                placeholder={textOf(schema.items?.examples?.[0] ?? listOf(schema.examples?.[0])[0]) || undefined}
              />
              <IconButton small icon="x" label={t('forms.remove', { name })} onPress={() => remove(index)} />
            </li>
          )
        })}
        <li className="rows-add">
          <button type="button" onClick={() => insert(entries.length)}>
            <Icon name="plus" size={14} />
            {t('forms.add', entryWords(what))}
          </button>
        </li>
      </ul>
    </FieldFrame>
  )
}
