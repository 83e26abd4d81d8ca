import { useEffect } from 'react'
import { toast } from '../../design/index.ts'
import { i18n } from '../../i18n.ts'
import { importText } from './import-flows.ts'

/** A file dropped anywhere on the page is imported. */
export const useDropImport = (): void => {
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const holdsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    document.addEventListener('dragover', event => holdsFile(event) && event.preventDefault(), { signal })
    document.addEventListener(
      'drop',
      event => {
        if (!holdsFile(event)) return
        event.preventDefault()
        void bring(event.dataTransfer?.files[0])
      },
      { signal }
    )
    return () => listening.abort()
  }, [])
}

const bring = async (file: File | undefined): Promise<void> => {
  if (!file) return
  const why = importText(await file.text())
  if (why !== undefined) toast({ tone: 'bad', title: i18n.t('import.not', { name: file.name }), text: why })
}
