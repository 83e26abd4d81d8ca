import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, TextField } from '../../design/index.ts'
import { showDialog } from '../navigation.ts'
import { useShell } from '../shell-state.ts'
import { importText } from './import-flows.ts'

export const ImportDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'import')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const close = (): void => {
    setText('')
    setProblem(undefined)
    showDialog(undefined)
  }
  const add = (from: string): void => {
    const why = importText(from)
    setProblem(why)
    if (why === undefined) close()
  }
  const choose = async (files: FileList | null): Promise<void> => {
    const from = await files?.[0]?.text()
    if (from === undefined) return
    setText(from)
    add(from)
  }
  return (
    <Dialog
      title={t('import.title')}
      isOpen={isOpen}
      onClose={close}
      width={560}
      footer={
        <>
          <FileTrigger acceptedFileTypes={['.json', 'application/json']} onSelect={files => void choose(files)}>
            <Button icon="upload">{t('import.file')}</Button>
          </FileTrigger>
          <span className="grow" />
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={text.trim() === ''} onPress={() => add(text)}>
            {t('import.add')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('import.label')}
        multiline
        mono
        rows={10}
        autoFocus
        value={text}
        onChange={setText}
        problem={problem}
        hint={t('import.hint')}
      />
    </Dialog>
  )
}
