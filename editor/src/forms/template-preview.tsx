import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/index.ts'
import { useScope } from './form-scope.ts'
import { useSettled } from './use-settled.ts'

const TYPING = 250

/** What a template gives with the globals as they are now, or why it gives nothing. */
export const TemplatePreview = ({ template }: { readonly template: string }) => {
  const { t } = useTranslation()
  const { preview } = useScope()
  const settled = useSettled(template, TYPING)
  const [shown, setShown] = useState<{ readonly text?: string; readonly problem?: string }>({})
  useEffect(() => {
    let wanted = true
    preview?.(settled).then(
      answer => wanted && setShown(answer),
      () => wanted && setShown({})
    )
    return () => {
      wanted = false
    }
  }, [preview, settled])
  if (shown.text === undefined && shown.problem === undefined) return null
  return (
    <output className="template-preview" aria-label={t('forms.preview')}>
      <Icon name="corner-down-right" size={12} />
      {shown.problem ? <span>{shown.problem}</span> : <code>{shown.text || t('forms.emptyText')}</code>}
    </output>
  )
}
