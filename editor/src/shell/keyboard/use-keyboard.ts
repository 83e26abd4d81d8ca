import { useEffect } from 'react'
import { useShell } from '../shell-state.ts'
import { type Action, actions } from './actions.ts'
import { onClipboard } from './clipboard.ts'
import { isPressed, isTyping } from './keys.ts'

/** A tray, a dialog or a menu is open: the rest of the page hears no keys. A toast, which is an alertdialog too, covers nothing. */
const isCovered = (): boolean =>
  useShell.getState().trays.length > 0 ||
  document.querySelector('[role="dialog"], [role="alertdialog"]:not(.toast), [role="menu"]') !== null

const isHere = ({ where }: Action, event: KeyboardEvent): boolean => {
  if (isTyping(event.target) && where !== 'always') return false
  return where !== 'flows' || useShell.getState().page === 'flows'
}

/** The keys of the whole editor. What an element handles itself comes first. */
export const useKeyboard = (): void => {
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isCovered()) return
      const chosen = actions().find(
        ({ keys, native, ...action }) => keys && !native && isPressed(keys, event) && isHere({ keys, ...action }, event)
      )
      if (!chosen) return
      event.preventDefault()
      chosen.run()
    }
    const onClip = (event: ClipboardEvent): void => {
      const selected = getSelection()?.isCollapsed === false
      if (isCovered() || isTyping(event.target) || useShell.getState().page !== 'flows') return
      if (event.type === 'copy' && selected) return
      onClipboard(event)
    }
    document.addEventListener('keydown', onKey, { signal })
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, onClip, { signal })
    return () => listening.abort()
  }, [])
}
