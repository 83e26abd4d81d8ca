import type { FlowNode } from '@millrace/engine'
import { useTranslation } from 'react-i18next'

/** A node whose type no plugin contributes: it is kept as it is. */
export const UnknownNode = ({ node }: { readonly node: FlowNode }) => {
  const { t } = useTranslation()
  return (
    <>
      <p className="tray-note">{t('trays.unknownType', { type: node.type })}</p>
      <pre className="tray-code">{JSON.stringify(node.config ?? {}, null, 2)}</pre>
    </>
  )
}
