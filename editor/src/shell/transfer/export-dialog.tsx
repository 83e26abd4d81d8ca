import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, SegmentedControl, TextField, toast } from '../../design/index.ts'
import { copySelected } from '../../document/clipboard.ts'
import { session } from '../../session/index.ts'
import { showDialog } from '../navigation.ts'
import { useShell } from '../shell-state.ts'
import { writeFlows } from './flow-file.ts'
import { saveFile } from './save-file.ts'

type Part = 'selected' | 'flow' | 'all'

const { document: edited, selection } = session

const textOf = (part: Part): string => {
  if (part === 'selected') return copySelected(edited, selection) ?? ''
  const flows = part === 'all' ? edited.flows : edited.flows.filter(({ id }) => id === selection.flow)
  return writeFlows(flows)
}

export const ExportDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'export')
  return (
    <Dialog title={t('export.title')} isOpen={isOpen} onClose={() => showDialog(undefined)} width={560}>
      <ExportBody />
    </Dialog>
  )
}

const ExportBody = () => {
  const { t } = useTranslation()
  const [part, setPart] = useState<Part>(selection.nodes.size > 0 ? 'selected' : 'flow')
  const text = textOf(part)
  const parts: readonly Part[] = selection.nodes.size > 0 ? ['selected', 'flow', 'all'] : ['flow', 'all']
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toast({ title: t('export.copied') })
    showDialog(undefined)
  }
  return (
    <div className="col export">
      <SegmentedControl
        label={t('export.part')}
        value={part}
        onChange={setPart}
        options={parts.map(value => ({ value, label: t(`export.${value}`) }))}
      />
      <TextField aria-label={t('export.text')} multiline mono rows={10} value={text} isReadOnly />
      <p className="hint">{t('export.hint')}</p>
      <div className="row export-acts">
        <Button icon="download" onPress={() => saveFile('flows.json', text)}>
          {t('export.save')}
        </Button>
        <Button variant="primary" icon="copy" onPress={() => void copy()}>
          {t('export.copy')}
        </Button>
      </div>
    </div>
  )
}
