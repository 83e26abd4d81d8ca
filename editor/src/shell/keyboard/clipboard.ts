import { toast } from '../../design/index.ts'
import { copySelected, cutSelected, paste } from '../../document/clipboard.ts'
import { i18n } from '../../i18n.ts'
import { session } from '../../session/index.ts'
import { shownCanvas } from '../canvas/placing.ts'

const { document: flows, selection } = session

/** By a menu: the browser may ask for leave first. By the keys the clipboard events do it without asking. */
export const copy = (): void => write(copySelected(flows, selection))

export const cut = (): void => write(cutSelected(flows, selection))

export const pasteHere = async (): Promise<void> => {
  try {
    pasteText(await navigator.clipboard.readText())
  } catch {
    toast({ tone: 'note', title: i18n.t('clipboard.refused'), text: i18n.t('clipboard.refusedText') })
  }
}

/** Adds the nodes that the text holds, at the pointer where it is on the canvas; says so when it holds none. */
export const pasteText = (text: string): void => {
  if (!paste(flows, selection, text, shownCanvas()?.pointer))
    toast({ tone: 'note', title: i18n.t('clipboard.nothing'), text: i18n.t('clipboard.nothingText') })
}

const write = (text: string | undefined): void => {
  if (text !== undefined) void navigator.clipboard.writeText(text)
}

/** Answers the browser's clipboard events on the page of flows. */
export const onClipboard = (event: ClipboardEvent): void => {
  const { clipboardData: data } = event
  if (!data) return
  if (event.type === 'paste') {
    pasteText(data.getData('text/plain'))
  } else {
    const text = event.type === 'cut' ? cutSelected(flows, selection) : copySelected(flows, selection)
    if (text === undefined) return
    data.setData('text/plain', text)
  }
  event.preventDefault()
}
