import type { StoredIntegration } from '@millrace/engine'
import { toast } from '../../design/index.ts'
import { upperFirst } from '../../forms/problem-words.ts'
import { i18n } from '../../i18n.ts'
import { session } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'
import { withEnabled } from '../../trays/with-enabled.ts'

/** What can be done to an integration from its row. Each says how it went. */

export const testIntegration = async (integration: StoredIntegration): Promise<boolean> => {
  const { name } = integration
  try {
    const result = await session.request('integration:test', { run: crypto.randomUUID(), integration })
    if (result.passed)
      toast({
        title: i18n.t('trays.testPassed'),
        text: i18n.t('pages.integrations.testLine', { name, line: result.line })
      })
    else
      toast({
        tone: 'bad',
        title: i18n.t('pages.integrations.testFailed', { name, stage: upperFirst(result.stage) }),
        text: result.message,
        action: { label: i18n.t('common.show'), onAction: () => openTray({ kind: 'integration', id: integration.id }) }
      })
    return result.passed
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('pages.integrations.notTested', { name }), text: (error as Error).message })
    return false
  }
}

/** One after the other, so that a slow far side does not make the others wait for it at the same time. */
export const testAll = async (integrations: readonly StoredIntegration[]): Promise<void> => {
  for (const integration of integrations) if (integration.enabled !== false) await testIntegration(integration)
}

export const toggleIntegration = async (integration: StoredIntegration): Promise<void> => {
  const enable = integration.enabled === false
  const { name } = integration
  try {
    await session.request('integration:save', withEnabled(integration, enable))
    toast({ title: i18n.t(enable ? 'pages.enabled' : 'pages.disabled', { name }) })
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('trays.notSaved'), text: (error as Error).message })
  }
}

export const duplicateIntegration = async ({ id }: StoredIntegration): Promise<void> => {
  try {
    const copy = await session.request('integration:duplicate', { id })
    openTray({ kind: 'integration', id: copy.id })
    toast({ title: i18n.t('pages.integrations.duplicated', { name: copy.name }) })
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('pages.integrations.notDuplicated'), text: (error as Error).message })
  }
}
