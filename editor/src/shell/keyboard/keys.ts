/** Whether a key press is the one that is written: `Ctrl Shift D`, `Delete`, `?`. Ctrl is also the command key. */
export const isPressed = (keys: string, event: KeyboardEvent): boolean => {
  const parts = keys.split(' ')
  const key = parts.at(-1) ?? ''
  const ctrl = event.ctrlKey || event.metaKey
  if (ctrl !== parts.includes('Ctrl') || event.altKey !== parts.includes('Alt')) return false
  const shifted = parts.includes('Shift')
  if (event.shiftKey !== shifted && key.length === 1 && /[a-z0-9]/i.test(key)) return false
  if (event.shiftKey !== shifted && key.length > 1) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

/** Whether what is typed there is text: it keeps its own keys. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
