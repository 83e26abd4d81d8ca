import { session } from '../session/index.ts'
import { type OpenTray, type Page, type ShellDialog, type SidebarTab, useShell } from './shell-state.ts'

const set = useShell.setState
const get = useShell.getState

export const showPage = (page: Page): void => set({ page, trays: [] })

/** Opens a tray over those that are open; one that is open already comes to the top. */
export const openTray = (tray: OpenTray): void => set({ trays: [...get().trays.filter(one => !same(one, tray)), tray] })

export const closeTray = (): void => set({ trays: get().trays.slice(0, -1) })

export const closeAllTrays = (): void => set({ trays: [] })

const same = (a: OpenTray, b: OpenTray): boolean => {
  if (a.kind === 'node') return b.kind === 'node' && a.flow === b.flow && a.node === b.node
  return b.kind === a.kind && a.id !== undefined && a.id === b.id
}

/** Shows the node on the canvas, selected and in view. */
export const revealNode = (flow: string, node: string): void => {
  set({ page: 'flows', trays: [], dialog: undefined })
  session.selection.show(flow)
  session.selection.set([node])
  set({ reveal: { flow, node } })
}

/** Shows the node and opens its tray. */
export const openNode = (flow: string, node: string): void => {
  revealNode(flow, node)
  openTray({ kind: 'node', flow, node })
}

export const showSidebar = (tab: SidebarTab): void => set({ sidebarOpen: true, sidebarTab: tab })

export const showDialog = (dialog: ShellDialog | undefined): void => set({ dialog })
