import type { StoredIntegration } from '@millrace/engine'
import type { ExportFile, ImportResult } from '@millrace/server/protocol'
import { toast } from '../../design/index.ts'
import { i18n } from '../../i18n.ts'
import { session } from '../../session/index.ts'
import { saveFile } from '../../shell/transfer/save-file.ts'

/** Saves integrations, and the credentials that they name, as a file without their secrets. */
export const exportIntegrations = async (integrations: readonly StoredIntegration[]): Promise<void> => {
  try {
    const file = await session.request('export', { flows: [], integrations: integrations.map(({ id }) => id) })
    const [only] = integrations
    saveFile(
      `${integrations.length === 1 && only ? fileName(only.name) : 'integrations'}.json`,
      JSON.stringify(file, null, 2)
    )
    toast({ title: i18n.t('pages.integrations.exported', { count: integrations.length }), text: i18n.t('export.hint') })
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('pages.integrations.notExported'), text: (error as Error).message })
  }
}

const fileName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'integration'

/** Takes in a file that was exported here or elsewhere; resolves to what came of it, undefined when it was refused. */
export const importFile = async (text: string): Promise<ImportResult | undefined> => {
  const file = readExport(text)
  if (!file) {
    toast({ tone: 'bad', title: i18n.t('pages.integrations.notImported'), text: i18n.t('pages.integrations.noExport') })
    return undefined
  }
  try {
    return await session.request('import', { file })
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('pages.integrations.notImported'), text: (error as Error).message })
    return undefined
  }
}

const readExport = (text: string): ExportFile | undefined => {
  try {
    const file = JSON.parse(text) as Partial<ExportFile> | null
    return file?.kind === 'millrace-export' ? (file as ExportFile) : undefined
  } catch {
    return undefined
  }
}
