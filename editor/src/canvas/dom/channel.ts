import { svgPath, type WirePath } from '../wire-path.ts'
import { svgElement } from './element.ts'

/** Pixels between two drops, and how many a drop goes in a second, whatever the rate. */
const spacing = 22
const speed = 60

/** A wire under the pointer. */
export const hoveredWire = (path: WirePath): SVGGElement => {
  const d = svgPath(path)
  return svgElement(
    'g',
    { class: 'wire is-hovered' },
    svgElement('path', { d, class: 'casing' }),
    svgElement('path', { d, class: 'line' })
  )
}

/** A selected wire, opened into a channel with what flows in it. */
export const channel = (path: WirePath): SVGGElement => {
  const d = svgPath(path)
  const bank = svgElement('path', { d, class: 'bank' })
  return svgElement(
    'g',
    { class: 'wire is-selected' },
    svgElement('path', { d, class: 'casing' }),
    bank,
    svgElement('path', { d, class: 'water' }),
    ...drops(bank, d)
  )
}

const drops = (line: SVGPathElement, d: string): readonly SVGElement[] => {
  const length = line.getTotalLength()
  const count = Math.max(4, Math.round(length / spacing))
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 0.5) / count
    if (!still) return svgElement('circle', { class: 'drop', r: 2 }, motion(d, length, share))
    const { x, y } = line.getPointAtLength(length * share)
    return svgElement('circle', { class: 'drop', r: 2, cx: x, cy: y })
  })
}

const motion = (d: string, length: number, share: number): SVGElement =>
  svgElement('animateMotion', {
    path: d,
    dur: `${length / speed}s`,
    begin: `${(-share * length) / speed}s`,
    repeatCount: 'indefinite'
  })
