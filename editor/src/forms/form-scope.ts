import type { Option, Problem } from '@millrace/sdk'
import { createContext, useContext } from 'react'
import type { ListEdit } from './list-edit.ts'

/** What a form is given besides its schema and value. What is left out is not offered. */
export interface FormScope {
  /** Renders a template with the globals as they are now. */
  preview?(template: string): Promise<{ readonly text?: string; readonly problem?: string }>
  /** Answers a field that says `options`. */
  options?(list: string, search: string): Promise<readonly Option[]>
  /** The other nodes of the flow, for fields that name some. */
  readonly nodes?: readonly FlowMember[]
  readonly credentials?: Credentials
  /** A list is about to be edited, told by its pointer: what follows the list can be edited the same way. */
  onListEdit?(path: string, edit: ListEdit): void
  /** What was typed cannot be read, so the value is still the one before; without a message it can again. */
  onUnreadable?(path: string, message?: string): void
}

export interface FlowMember {
  readonly id: string
  readonly label: string
  /** What its type is called. */
  readonly title: string
}

export interface Credentials {
  of(types: readonly string[]): readonly FittingCredential[]
  /** Lets people make one; `made` is told its id, and never called when they do not. */
  add(types: readonly string[], made: (id: string) => void): void
  edit(id: string): void
}

export interface FittingCredential {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly enabled?: boolean
}

/** What the fields of a form share. */
export interface FormState {
  readonly scope: FormScope
  readonly problems: readonly Problem[]
  /** Makes the ids of this form's controls unique in the page. */
  readonly id: string
}

export const FormContext = createContext<FormState>({ scope: {}, problems: [], id: 'form' })
export const useForm = (): FormState => useContext(FormContext)
export const useScope = (): FormScope => useForm().scope
