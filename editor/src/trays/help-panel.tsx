import type { DefinitionView } from '@millrace/sdk'
import { useTranslation } from 'react-i18next'
import { Markdown } from './markdown.tsx'

/** What a definition says about itself. */
export const HelpPanel = ({ definition }: { readonly definition: DefinitionView }) => {
  const { t } = useTranslation()
  const { description, help, example, plugin, type } = definition
  return (
    <div className="help">
      <p>{description}</p>
      {help && <Markdown text={help} />}
      {example && (
        <>
          <h3>{t('trays.exampleMessage')}</h3>
          <pre className="tray-code">{JSON.stringify(example, null, 2)}</pre>
        </>
      )}
      <p className="small muted">{t('trays.fromPlugin', { type, plugin })}</p>
    </div>
  )
}
