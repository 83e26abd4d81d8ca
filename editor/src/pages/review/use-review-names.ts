import type { Flow } from '@millrace/engine'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/index.ts'
import { nodeName } from '../../shell/node-name.ts'
import type { ReviewNames } from './field-changes.ts'
import type { NodeReview } from './review.ts'

/** What the type of a node is called, and the integration that it stands on. */
export const useNodeTitle = ({ before, after }: NodeReview): string => {
  const { t } = useTranslation()
  const node = after ?? before
  const title = useSession(state => state.catalog.get(node?.type ?? '')?.title) ?? node?.type ?? ''
  const integration = useSession(state => state.integrations.find(({ id }) => id === node?.integration)?.name)
  return integration ? t('pages.review.on', { title, integration }) : title
}

/** Names for what a node refers to by id. */
export const useReviewNames = (flow: Flow | undefined): ReviewNames => {
  const { t } = useTranslation()
  const integrations = useSession(state => state.integrations)
  return useMemo(() => {
    const nodes = new Map(flow?.nodes.map(node => [node.id, node]))
    return {
      node: id => {
        const node = nodes.get(id)
        return node ? nodeName(node) : id
      },
      integration: id => integrations.find(integration => integration.id === id)?.name ?? id,
      words: {
        name: t('trays.name'),
        enabled: t('trays.enabled'),
        integration: t('trays.integration'),
        events: t('trays.startsOn'),
        wires: t('pages.review.wires'),
        position: t('pages.review.position'),
        yes: t('pages.review.yes'),
        no: t('pages.review.no'),
        secret: t('pages.review.secret')
      }
    }
  }, [flow, integrations, t])
}
