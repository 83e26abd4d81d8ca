import { useTranslation } from 'react-i18next'
import { duplicateSelected } from '../../document/clipboard.ts'
import {
  align,
  deleteSelected,
  distribute,
  type Edge,
  groupSelected,
  selectAll,
  selectConnected,
  toggleEnabled,
  ungroupSelected
} from '../../document/commands/index.ts'
import { i18n } from '../../i18n.ts'
import type words from '../../locales/en.json'
import { session } from '../../session/index.ts'
import { shownCanvas } from '../canvas/placing.ts'
import { deploy, discard, reviewFirst } from '../deploy/deploy.ts'
import { addFlow } from '../flow-edits.ts'
import { openTray, showDialog, showPage, showSidebar } from '../navigation.ts'
import { paletteSearchId } from '../palette/palette.tsx'
import { setTheme, toggleTheme } from '../settings/theme.ts'
import { copy, cut, pasteHere } from './clipboard.ts'

const { document: flows, selection } = session

/** Something a person can do by a key, from a menu or from the list of actions. */
export interface Action {
  readonly id: Id
  readonly label: string
  /** As written on the keys; the same in all languages. */
  readonly keys?: string
  readonly icon?: string
  readonly danger?: boolean
  /** `always`: also while text is typed, because no text field uses its keys. `flows`: only on the page of flows. */
  readonly where: 'always' | 'anywhere' | 'flows'
  /** The browser does it itself on these keys, by its clipboard events. */
  readonly native?: boolean
  readonly run: () => void
}

type Id = keyof (typeof words)['action']

const action = (
  id: Id,
  where: Action['where'],
  run: () => void,
  more: Partial<Omit<Action, 'id' | 'where' | 'run'>> = {}
): Action => ({ id, where, run, label: i18n.t(`action.${id}`), ...more })

const openSelected = (): void => {
  const [node] = selection.nodes
  if (selection.flow !== undefined && node !== undefined) openTray({ kind: 'node', flow: selection.flow, node })
}

const sizeOf = (node: string) => shownCanvas()?.sizeOf(node) ?? { width: 0, height: 0 }

const aligning = (id: Id, edge: Edge): Action => action(id, 'flows', () => align(flows, selection, edge, sizeOf))

const focusPalette = (): void => {
  showPage('flows')
  requestAnimationFrame(() => document.getElementById(paletteSearchId)?.focus())
}

/** All of them, with their words in the language that is chosen. */
export const actions = (): readonly Action[] => [
  action('deploy', 'always', () => void deploy(), { keys: 'Ctrl D', icon: 'zap' }),
  action('review', 'always', reviewFirst, { keys: 'Ctrl Shift D', icon: 'git-compare-arrows' }),
  action('discard', 'anywhere', discard, { icon: 'undo-2' }),
  action('actions', 'always', () => showDialog('actions'), { keys: 'Ctrl Shift P', icon: 'zap' }),
  action('palette', 'always', focusPalette, { keys: 'Ctrl F', icon: 'search' }),
  action('find', 'always', () => showDialog('find'), { keys: 'Ctrl Shift F', icon: 'search' }),
  action('import', 'always', () => showDialog('import'), { keys: 'Ctrl I', icon: 'upload' }),
  action('export', 'always', () => showDialog('export'), { keys: 'Ctrl E', icon: 'download' }),
  action('undo', 'flows', () => void flows.undo(), { keys: 'Ctrl Z', icon: 'undo-2' }),
  action('redo', 'flows', () => void flows.redo(), { keys: 'Ctrl Y', icon: 'rotate-ccw' }),
  action('cut', 'flows', cut, { keys: 'Ctrl X', native: true }),
  action('copy', 'flows', copy, { keys: 'Ctrl C', icon: 'copy', native: true }),
  action('paste', 'flows', () => void pasteHere(), { keys: 'Ctrl V', native: true }),
  action('selectAll', 'flows', () => selectAll(flows, selection), { keys: 'Ctrl A' }),
  action('connected', 'flows', () => selectConnected(flows, selection)),
  action('delete', 'flows', () => deleteSelected(flows, selection), { keys: 'Delete', icon: 'trash-2', danger: true }),
  action('open', 'flows', openSelected, { icon: 'pencil' }),
  action('toggle', 'flows', () => toggleEnabled(flows, selection), { icon: 'ban' }),
  action('group', 'flows', () => groupSelected(flows, selection), { keys: 'Ctrl Shift G' }),
  action('ungroup', 'flows', () => ungroupSelected(flows, selection), { keys: 'Ctrl Shift U' }),
  aligning('alignLeft', 'left'),
  aligning('alignCenter', 'center'),
  aligning('alignRight', 'right'),
  aligning('alignTop', 'top'),
  aligning('alignMiddle', 'middle'),
  aligning('alignBottom', 'bottom'),
  action('distributeX', 'flows', () => distribute(flows, selection, 'x')),
  action('distributeY', 'flows', () => distribute(flows, selection, 'y')),
  action('duplicate', 'flows', () => duplicateSelected(flows, selection), { icon: 'copy' }),
  action('addFlow', 'anywhere', () => void addFlow(), { icon: 'plus' }),
  action('fit', 'flows', () => shownCanvas()?.fit(), { keys: 'Ctrl 1', icon: 'fullscreen' }),
  action('debug', 'anywhere', () => showSidebar('debug'), { icon: 'bug' }),
  action('info', 'anywhere', () => showSidebar('info'), { icon: 'info' }),
  action('outline', 'anywhere', () => showSidebar('outline'), { icon: 'list-tree' }),
  action('problems', 'anywhere', () => showSidebar('problems'), { icon: 'triangle-alert' }),
  action('pageFlows', 'anywhere', () => showPage('flows'), { icon: 'workflow' }),
  action('pageIntegrations', 'anywhere', () => showPage('integrations'), { icon: 'plug-zap' }),
  action('pageCredentials', 'anywhere', () => showPage('credentials'), { icon: 'key-round' }),
  action('pageRevisions', 'anywhere', () => showPage('revisions'), { icon: 'history' }),
  action('pageDeadLetters', 'anywhere', () => showPage('deadletters'), { icon: 'archive-x' }),
  action('pageGlobals', 'anywhere', () => showPage('globals'), { icon: 'variable' }),
  action('theme', 'anywhere', toggleTheme, { icon: 'moon' }),
  action('themeSystem', 'anywhere', () => setTheme('system')),
  action('shortcuts', 'anywhere', () => showDialog('shortcuts'), { keys: '?', icon: 'circle-help' }),
  action('settings', 'anywhere', () => showDialog('settings'), { icon: 'settings' })
]

export const useActions = (): readonly Action[] => {
  useTranslation()
  return actions()
}
