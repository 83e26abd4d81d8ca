import { i18n } from '../../i18n.ts'
import type { Point } from '../geometry.ts'
import { rateWords } from '../node-state.ts'
import { element, svgElement } from './element.ts'

const width = 36
const height = 16

/** The pill on a selected wire: how busy it was lately, and how busy it is. */
export interface WireLabel {
  readonly element: HTMLElement
  update(at: Point, rate: number, history: readonly number[]): void
}

export const wireLabel = (): WireLabel => {
  const spark = svgElement('svg', { class: 'spark', width, height, 'aria-hidden': 'true' })
  const text = element('span', '')
  const pill = element('div', 'wire-label', spark, text)
  return {
    element: pill,
    update: ({ x, y }, rate, history) => {
      pill.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`
      text.textContent = rate > 0 ? rateWords(rate) : i18n.t('canvas.resting')
      spark.replaceChildren(...(history.length > 1 ? sparkline(history) : []))
      spark.style.display = history.length > 1 ? '' : 'none'
    }
  }
}

const sparkline = (values: readonly number[]): readonly SVGElement[] => {
  const most = Math.max(...values, 1)
  const points = values.map(
    (value, i) =>
      `${((i * (width - 4)) / (values.length - 1) + 2).toFixed(1)} ${(height - 3 - (value / most) * (height - 6)).toFixed(1)}`
  )
  const line = `M${points.join('L')}`
  const [x = '0', y = '0'] = points.at(-1)?.split(' ') ?? []
  return [
    svgElement('path', { class: 'area', d: `${line}L${width - 2} ${height - 2}L2 ${height - 2}Z` }),
    svgElement('path', { class: 'trend', d: line }),
    svgElement('circle', { class: 'now', cx: x, cy: y, r: 2 })
  ]
}
