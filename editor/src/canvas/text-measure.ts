import type { Measure } from './node-look.ts'

/** Measures texts as the browser draws them; each only once, until `forget` is called because a font has come. */
export const textMeasure = (): { readonly measure: Measure; forget(): void } => {
  const context = document.createElement('canvas').getContext('2d')
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font') || 'sans-serif'
  const widths = new Map<string, number>()
  let current = ''
  return {
    measure: (text, size, weight) => {
      const font = `${weight} ${size}px ${family}`
      const key = `${size}${weight}${text}`
      const known = widths.get(key)
      if (known !== undefined) return known
      // The context writes fonts its own way, so what was set is remembered here.
      if (context && current !== font) {
        context.font = font
        current = font
      }
      const width = context?.measureText(text).width ?? text.length * size * 0.55
      widths.set(key, width)
      return width
    },
    forget: () => widths.clear()
  }
}
