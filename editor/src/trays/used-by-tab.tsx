import type { FlowNode } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/index.ts'
import { openNode } from '../shell/navigation.ts'
import { nodeName } from '../shell/node-name.ts'
import type { IntegrationUse } from './integration-uses.ts'
import './use-list.css'

/** The nodes that stand on an integration, each with the way to it. */
export const UsedByTab = ({ uses }: { readonly uses: readonly IntegrationUse[] }) => {
  const { t } = useTranslation()
  if (uses.length === 0) return <p className="muted">{t('trays.noUses')}</p>
  return uses.map(({ flow, triggers, others }) => (
    <section key={flow.id} className="uses">
      <h3>
        <Icon name="workflow" size={14} />
        {flow.name}
      </h3>
      <ul className="use-list">
        {triggers.map(node => (
          <Use key={node.id} flow={flow.id} node={node} how={t('trays.startsFlow')} />
        ))}
        {others.map(node => (
          <Use key={node.id} flow={flow.id} node={node} how={t('trays.usesIt')} />
        ))}
      </ul>
    </section>
  ))
}

const Use = ({ flow, node, how }: { readonly flow: string; readonly node: FlowNode; readonly how: string }) => (
  <li>
    <button type="button" className="link grow ell" onClick={() => openNode(flow, node.id)}>
      {nodeName(node)}
    </button>
    <span className="muted small">{how}</span>
  </li>
)
