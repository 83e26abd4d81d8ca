import type { ImportResult } from '@millrace/server/protocol'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton, Menu, MenuTrigger } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { ImportedDialog } from './imported-dialog.tsx'
import { exportIntegrations, importFile } from './transfer.ts'

/** Takes all integrations elsewhere as a file, or takes a file in. */
export const TransferMenu = () => {
  const { t } = useTranslation()
  const integrations = useSession(state => state.integrations)
  const input = useRef<HTMLInputElement>(null)
  const [result, setResult] = useState<ImportResult>()
  const take = async (files: FileList | null) => {
    const text = await files?.[0]?.text()
    if (input.current) input.current.value = ''
    if (text !== undefined) setResult(await importFile(text))
  }
  const label = t('pages.integrations.transfer')
  return (
    <>
      <MenuTrigger>
        <IconButton icon="ellipsis" label={label} />
        <Menu
          label={label}
          items={[
            {
              id: 'export',
              icon: 'download',
              label: t('pages.integrations.exportAll'),
              hint: t('export.hint'),
              isDisabled: integrations.length === 0,
              onAction: () => void exportIntegrations(integrations)
            },
            {
              id: 'import',
              icon: 'upload',
              label: t('pages.integrations.import'),
              hint: t('pages.integrations.importHint'),
              onAction: () => input.current?.click()
            }
          ]}
        />
      </MenuTrigger>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('pages.integrations.import')}
        onChange={event => void take(event.target.files)}
      />
      {result && <ImportedDialog result={result} onClose={() => setResult(undefined)} />}
    </>
  )
}
