const files: Readonly<Record<string, string>> = import.meta.glob('./icons/*.svg', {
  query: '?raw',
  eager: true,
  import: 'default'
})

const drawing = (file: string): string =>
  file
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()

const drawings = new Map(
  Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.svg$/g, ''), drawing(file)] as const)
)

/** Shown where a definition names no icon, or one that the editor does not carry. */
export const fallbackIcon = 'workflow'

/** Names of all icons that the editor carries. */
export const iconNames: readonly string[] = [...drawings.keys()]

/** The shapes of an icon on its 24 x 24 field, without the `<svg>` around them. */
export const iconDrawing = (name: string | undefined): string =>
  drawings.get(name ?? fallbackIcon) ?? drawings.get(fallbackIcon) ?? ''

/** A lucide icon as markup: 16 x 16, in the text's colour, silent to screen readers. Size and weight can be changed by CSS on `.icon`. */
export const iconSvg = (name: string | undefined): string =>
  '<svg class="icon" viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.75"' +
  ` stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${iconDrawing(name)}</svg>`
