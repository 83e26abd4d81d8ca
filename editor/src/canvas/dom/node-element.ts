import { iconSvg } from '../../design/icon.ts'
import { i18n } from '../../i18n.ts'
import type { NodeLook } from '../node-look.ts'
import { drawn, element } from './element.ts'

/** An empty element for a node; it can be focused, not tabbed to: the canvas moves the focus among nodes. */
export const nodeElement = (id: string): HTMLElement => {
  const made = element('div', '')
  made.dataset.node = id
  made.tabIndex = -1
  made.setAttribute('role', 'group')
  made.setAttribute('aria-roledescription', i18n.t('canvas.node'))
  return made
}

/** Draws the look of a node into its element. What its state adds comes after. */
export const drawLook = (into: HTMLElement, look: NodeLook): void => {
  into.className = classesOf(look)
  into.style.width = `${look.width}px`
  into.style.height = `${look.height}px`
  into.replaceChildren(...partsOf(look))
}

const classesOf = ({ shape, category, disabled, unknown }: NodeLook): string => {
  if (shape === 'comment') return 'flow-comment'
  const kind = shape === 'junction' ? 'flow-junction' : 'flow-node'
  return `${kind} is-${shape} cat-${category}${disabled ? ' is-disabled' : ''}${unknown ? ' is-unknown' : ''}`
}

const partsOf = (look: NodeLook): readonly Node[] => {
  if (look.shape === 'comment') return [drawn('comment-icon', iconSvg('sticky-note')), element('span', '', look.label)]
  if (look.shape === 'junction') return []
  return [
    drawn('node-cell', iconSvg(look.icon)),
    element('span', 'node-label', look.label),
    ...namesOf(look),
    ...(look.input ? [port('is-in', look.height / 2)] : []),
    ...Array.from({ length: look.outputs }, (_, i) => outputPort(look, i)),
    ...(look.button ? [buttonOf(look)] : [])
  ]
}

const namesOf = ({ portNames }: NodeLook): readonly Node[] =>
  portNames ? [element('span', 'node-ports', ...portNames.map(name => element('span', '', name)))] : []

const outputPort = ({ height, outputs }: NodeLook, index: number): HTMLElement => {
  const made = port('is-out', height / 2 + (index - (outputs - 1) / 2) * 16)
  made.dataset.port = String(index)
  return made
}

/** Stands on the edge of the node, which is one wide. */
const port = (side: string, y: number): HTMLElement => {
  const made = element('span', `node-port ${side}`)
  made.style.top = `${y - 1}px`
  return made
}

const buttonOf = ({ button, active, label }: NodeLook): HTMLElement => {
  const made = element('button', button === 'toggle' ? 'node-toggle' : 'node-press')
  made.type = 'button'
  made.tabIndex = -1
  if (button === 'toggle') {
    made.innerHTML = iconSvg(active ? 'eye' : 'eye-off')
    made.setAttribute('aria-pressed', String(active))
    made.setAttribute('aria-label', i18n.t('canvas.output', { label }))
    made.title = i18n.t(active ? 'canvas.outputOn' : 'canvas.outputOff')
  } else {
    made.innerHTML = iconSvg('play')
    made.setAttribute('aria-label', i18n.t('canvas.press', { label }))
    made.title = i18n.t('canvas.pressTitle')
  }
  return made
}
