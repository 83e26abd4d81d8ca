import { iconSvg } from '../../design/icon.ts'
import { i18n } from '../../i18n.ts'
import type { NodeState, ShownStatus } from '../node-state.ts'
import type { DrawnNode } from '../scene.ts'
import { drawn, element } from './element.ts'
import { invalidMark, statusShape } from './status-shape.ts'

/** How many wires lead in and out. */
export interface WireCount {
  readonly into: number
  readonly out: number
}

/** Draws the state of a node onto its element: selection, marks, status, and the words for a screen reader. */
export const drawState = (into: HTMLElement, node: DrawnNode, state: NodeState, wires: WireCount): void => {
  into.classList.toggle('is-selected', state.selected)
  into.setAttribute('aria-label', spoken(node, state, wires))
  for (const old of into.querySelectorAll('.node-status, .node-mark, .node-waiting')) old.remove()
  if (node.look.shape === 'junction') return
  into.append(...marksOf(state), ...(state.status ? [statusLine(state.status)] : []), ...waitingPill(state.waiting))
}

const statusLine = ({ level, text }: ShownStatus): HTMLElement => {
  const made = drawn(`node-status level-${level}`, statusShape(level))
  made.append(element('span', '', text))
  made.title = text
  return made
}

const marksOf = ({ problems, change }: NodeState): readonly Node[] => {
  if (problems.length > 0) {
    const made = drawn('node-mark is-invalid', invalidMark)
    made.title = problems.join('\n')
    return [made]
  }
  if (change === undefined) return []
  const made = element('span', 'node-mark is-changed')
  made.title = i18n.t('canvas.changed')
  return [made]
}

const waitingPill = (waiting: number): readonly Node[] => {
  if (waiting === 0) return []
  const made = drawn('node-waiting', iconSvg('waves'))
  made.append(waiting.toLocaleString('en'))
  made.title = i18n.t('canvas.waiting', { count: waiting })
  return [made]
}

const spoken = (
  { look }: DrawnNode,
  { selected, change, problems, waiting, status }: NodeState,
  wires: WireCount
): string =>
  [
    look.label,
    look.unknown ? i18n.t('canvas.unknown', { type: look.title }) : look.title,
    selected && i18n.t('canvas.selected'),
    look.disabled && i18n.t('canvas.disabled'),
    status?.text,
    waiting > 0 && i18n.t('canvas.waiting', { count: waiting }),
    change && i18n.t('canvas.changed'),
    ...problems,
    look.input && i18n.t('canvas.wiresIn', { count: wires.into }),
    look.outputs > 0 && i18n.t('canvas.wiresOut', { count: wires.out })
  ]
    .filter(Boolean)
    .join(', ')
