import type { Flow } from '@millrace/engine'
import { toast } from '../design/index.ts'
import { newId } from '../document/new-id.ts'
import { i18n } from '../i18n.ts'
import { session } from '../session/index.ts'

const { document, selection } = session

/** Makes an empty flow behind the others and shows it; answers its id. */
export const addFlow = (): string => {
  const taken = new Set(document.flows.map(({ id }) => id))
  const flow: Flow = { format: 1, id: newId(taken), name: freeName(), nodes: [] }
  document.edit(i18n.t('flow.step.add'), [{ op: 'flow:add', flow, index: document.flows.length }])
  selection.show(flow.id)
  return flow.id
}

const freeName = (): string => {
  const names = new Set(document.flows.map(({ name }) => name))
  for (let number = document.flows.length + 1; ; number++) {
    const name = i18n.t('flow.newName', { number })
    if (!names.has(name)) return name
  }
}

export const renameFlow = (id: string, name: string): void => {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed === document.flow(id)?.name) return
  document.edit(i18n.t('flow.step.rename'), [{ op: 'flow:change', id, change: { name: trimmed } }])
}

/** An enabled flow carries no mark in its file. */
export const toggleFlow = (flow: Flow): void => {
  const enable = flow.enabled === false
  document.edit(i18n.t(enable ? 'flow.step.enable' : 'flow.step.disable'), [
    { op: 'flow:change', id: flow.id, change: { enabled: enable ? undefined : false } as Partial<Flow> }
  ])
}

export const describeFlow = (flow: Flow, description: string): void => {
  if (description === (flow.description ?? '')) return
  document.edit(i18n.t('flow.step.describe'), [
    { op: 'flow:change', id: flow.id, change: { description: description || undefined } as Partial<Flow> }
  ])
}

/** Values that hold in this flow instead of globals; none leaves no mark in its file. */
export const setFlowGlobals = ({ id }: Flow, values: Readonly<Record<string, unknown>>): void => {
  const env = Object.keys(values).length > 0 ? values : undefined
  document.edit(i18n.t('flow.step.globals'), [{ op: 'flow:change', id, change: { env } }])
}

export const moveFlow = (id: string, index: number): void => {
  const from = document.flows.findIndex(flow => flow.id === id)
  const to = Math.max(0, Math.min(index, document.flows.length - 1))
  if (from >= 0 && from !== to) document.edit(i18n.t('flow.step.move'), [{ op: 'flow:move', id, index: to }])
}

/** Removes a flow from the editor; it runs on until the next deploy. The toast takes it back. */
export const removeFlow = (flow: Flow): void => {
  const at = document.flows.indexOf(flow)
  const next = document.flows[at + 1] ?? document.flows[at - 1]
  document.edit(i18n.t('flow.step.remove'), [{ op: 'flow:remove', id: flow.id }])
  if (selection.flow === flow.id) selection.show(next?.id)
  toast({
    title: i18n.t('flow.removed', { name: flow.name }),
    text: i18n.t('flow.removedText'),
    action: { label: i18n.t('common.undo'), onAction: () => restoreFlow(flow, at) }
  })
}

const restoreFlow = (flow: Flow, index: number): void => {
  if (document.flow(flow.id)) return
  document.edit(i18n.t('flow.step.restore'), [{ op: 'flow:add', flow, index: Math.min(index, document.flows.length) }])
  selection.show(flow.id)
}
