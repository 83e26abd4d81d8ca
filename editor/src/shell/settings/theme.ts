import { create } from 'zustand'

/** `system` follows what the system says, also when it changes. */
export type Theme = 'system' | 'light' | 'dark'

const key = 'millrace.theme'

const stored = (): Theme => {
  const value = localStorage.getItem(key)
  return value === 'light' || value === 'dark' ? value : 'system'
}

export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: 'system' }))

/** Takes up what was chosen last. */
export const startTheme = (): void => setTheme(stored())

export const setTheme = (theme: Theme): void => {
  useTheme.setState({ theme })
  if (theme === 'system') {
    localStorage.removeItem(key)
    document.documentElement.removeAttribute('data-theme')
    return
  }
  localStorage.setItem(key, theme)
  document.documentElement.dataset.theme = theme
}

/** Whether it is dark now, chosen or by the system. */
export const isDark = (): boolean => {
  const { theme } = useTheme.getState()
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
}

export const toggleTheme = (): void => setTheme(isDark() ? 'light' : 'dark')
