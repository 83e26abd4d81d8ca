import type { Option } from '@millrace/sdk'
import { useEffect, useState } from 'react'
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, storedText, textOf } from '../field-props.ts'
import { useScope } from '../form-scope.ts'
import { useSettled } from '../use-settled.ts'

const TYPING = 250

/** A text for which the integration offers values; what it does not know may be written all the same. */
export const OptionsField = (props: FieldProps) => {
  const { schema, value, onChange, label } = props
  const { t } = useTranslation()
  const control = useField(props)
  const text = textOf(value)
  const { offered, problem } = useOffered(schema.options ?? '', text)
  return (
    <FieldFrame
      field={props}
      control={control}
      group
      hint={problem ?? schema.description}
      note={schema.template === undefined ? undefined : t('forms.template')}
    >
      <ComboBox
        aria-label={label}
        allowsCustomValue
        menuTrigger="focus"
        items={offered.map(option => ({ ...option, id: option.value }))}
        defaultFilter={() => true}
        inputValue={text}
        onInputChange={next => onChange(storedText(next, props))}
        isInvalid={control.invalid}
      >
        <span className="in mono" data-invalid={control.invalid || undefined}>
          <Input {...(control.describedBy ? { 'aria-describedby': control.describedBy } : {})} />
          <Button className="combo-button" aria-label={t('forms.show', { label })}>
            <Icon name="chevrons-up-down" size={14} />
          </Button>
        </span>
        <Popover className="pop list-pop">
          <ListBox<Option & { id: string }>
            className="list-box"
            renderEmptyState={() => <p className="pop-empty">{t('forms.noOptions')}</p>}
          >
            {option => (
              <ListBoxItem className="list-item" textValue={option.value}>
                <span className="grow ell mono">{option.value}</span>
                {option.title && <span className="small muted">{option.title}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </FieldFrame>
  )
}

const useOffered = (list: string, search: string) => {
  const { options } = useScope()
  const settled = useSettled(search, TYPING)
  const [offered, setOffered] = useState<readonly Option[]>([])
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    if (!options) return
    let wanted = true
    options(list, settled).then(
      found => {
        if (!wanted) return
        setOffered(found)
        setProblem(undefined)
      },
      (error: Error) => wanted && setProblem(error.message)
    )
    return () => {
      wanted = false
    }
  }, [options, list, settled])
  return { offered, problem }
}
