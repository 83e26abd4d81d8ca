import { create } from 'zustand'

export type Page = 'flows' | 'integrations' | 'credentials' | 'globals' | 'deadletters' | 'revisions' | 'review'
export type SidebarTab = 'debug' | 'info' | 'outline' | 'problems'
export type ShellDialog =
  | 'import'
  | 'export'
  | 'shortcuts'
  | 'about'
  | 'settings'
  | 'actions'
  | 'find'
  | 'problems'
  | 'stale'

/** A tray that is open, the last one on top. A node's tray is of the flow that is named; an integration without an id is a new one, and so is a credential. */
export type OpenTray =
  | { readonly kind: 'node'; readonly flow: string; readonly node: string }
  | {
      readonly kind: 'integration'
      readonly id?: string
      readonly type?: string
      /** Title of the preset that a new one begins with. */
      readonly preset?: string
      /** Told the id when it was saved first, such as to the node that asked for it. */
      readonly onCreated?: (id: string) => void
    }
  | {
      readonly kind: 'credential'
      readonly id?: string
      /** Of a new one: the types that fit. */
      readonly types?: readonly string[]
      readonly onCreated?: (id: string) => void
    }

/** Where people are in the editor: nothing of the flows, nothing of the server. */
export interface ShellState {
  readonly page: Page
  readonly trays: readonly OpenTray[]
  readonly sidebarOpen: boolean
  readonly sidebarTab: SidebarTab
  readonly dialog: ShellDialog | undefined
  /** A node to scroll to; a new object each time it is asked for. */
  readonly reveal: { readonly flow: string; readonly node: string } | undefined
  readonly zoom: number
}

export const useShell = create<ShellState>(() => ({
  page: 'flows',
  trays: [],
  sidebarOpen: true,
  sidebarTab: 'debug',
  dialog: undefined,
  reveal: undefined,
  zoom: 1
}))
