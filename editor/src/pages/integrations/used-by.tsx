import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { revealNode } from '../../shell/navigation.ts'
import { type IntegrationUse, usesOf } from '../../trays/integration-uses.ts'

const SHOWN = 2

/** The flows that use an integration, each the way to its first node there. */
export const UsedBy = ({ integration }: { readonly integration: string }) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const flows = useDocument(document => document.flows)
  const uses = usesOf(flows, integration, type => catalog.get(type)?.kind)
  if (uses.length === 0) return <span className="muted small">{t('pages.integrations.noFlow')}</span>
  const rest = uses.slice(SHOWN)
  return (
    <span className="used-by">
      {uses.slice(0, SHOWN).map(use => (
        <button key={use.flow.id} type="button" className="chip chip-link" onClick={() => show(use)}>
          <Icon name="workflow" size={12} />
          <span className="ell">{use.flow.name}</span>
        </button>
      ))}
      {rest.length > 0 && (
        <span className="chip" title={rest.map(({ flow }) => flow.name).join(', ')}>
          +{rest.length}
        </span>
      )}
    </span>
  )
}

const show = ({ flow, triggers, others }: IntegrationUse): void => {
  const [node] = [...triggers, ...others]
  if (node) revealNode(flow.id, node.id)
}
