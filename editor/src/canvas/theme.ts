/** The tokens' values, for what is drawn on a canvas, where CSS variables do not reach. */
export interface Theme {
  color(token: string): string
  destroy(): void
}

export const createTheme = (changed: () => void): Theme => {
  const root = document.documentElement
  const known = new Map<string, string>()
  const styles = getComputedStyle(root)
  const system = matchMedia('(prefers-color-scheme: dark)')

  const forget = (): void => {
    known.clear()
    changed()
  }
  const observer = new MutationObserver(forget)
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class'] })
  system.addEventListener('change', forget)

  return {
    color: token => {
      const value = known.get(token) ?? styles.getPropertyValue(`--${token}`).trim()
      known.set(token, value)
      return value
    },
    destroy: () => {
      observer.disconnect()
      system.removeEventListener('change', forget)
    }
  }
}
