import type { ShownStatus } from '../node-state.ts'

const ring = 'fill="none" stroke="currentColor" stroke-width="1.5"'

const shapes: Readonly<Record<ShownStatus['level'], string>> = {
  ok: '<circle cx="5" cy="5" r="4.5" fill="currentColor"/>',
  busy: `<circle cx="5" cy="5" r="4" ${ring}/><path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor"/>`,
  paced: '<path d="M5 0 10 5 5 10 0 5z" fill="currentColor"/>',
  error: '<path d="M5 .6 9.8 9.3H.2z" fill="currentColor"/>',
  idle: `<circle cx="5" cy="5" r="3.9" ${ring}/>`,
  none: `<circle cx="5" cy="5" r="3.9" ${ring} stroke-dasharray="2 2"/>`
}

/** The shape of a status, so that none is told by colour alone. */
export const statusShape = (level: ShownStatus['level']): string =>
  `<svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">${shapes[level]}</svg>`

/** The red triangle of an invalid node, with a ring in the colour of the canvas. */
export const invalidMark =
  '<svg viewBox="0 0 18 16" width="18" height="16" aria-hidden="true">' +
  '<path d="M9 1 17.3 15H.7z" fill="currentColor" stroke="var(--canvas)" stroke-width="2" paint-order="stroke" stroke-linejoin="round"/>' +
  '<path d="M9 5.5v4.5M9 12.3v.4" stroke="white" stroke-width="1.8" stroke-linecap="round"/></svg>'
