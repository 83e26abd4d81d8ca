import type { Flow } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'
import { apply } from './apply.ts'
import { compareFlows } from './compare.ts'
import type { FlowDocument, NodeChange, Operation } from './document.ts'
import { mergeFlows, shared } from './merge.ts'
import { nodesById } from './node-index.ts'
import { same } from './same.ts'

/** Edits that can be taken back. */
const depth = 500

interface Step {
  readonly title: string
  /** What takes the step, in the direction of the stack that it is on. */
  readonly operations: readonly Operation[]
}

export const createDocument = (flows: readonly Flow[], revision: number): FlowDocument => {
  let current = flows
  let deployed = flows
  let based = revision
  let past: Step[] = []
  let future: Step[] = []
  let compared: readonly NodeChange[] | undefined
  let differs: boolean | undefined
  const listeners = new Set<() => void>()

  const become = (next: readonly Flow[]): void => {
    current = next
    compared = undefined
    differs = undefined
    for (const heard of [...listeners]) heard()
  }

  /** Takes the last step of one stack and puts its way back on the other. A step that a rebase made impossible is dropped. */
  const travel = (from: Step[], to: Step[]): string | undefined => {
    for (let step = from.pop(); step; step = from.pop()) {
      try {
        const { flows, inverse } = apply(current, step.operations)
        to.push({ title: step.title, operations: inverse })
        become(flows)
        return step.title
      } catch (error) {
        if (!(error instanceof FlowError)) throw error
      }
    }
    return undefined
  }

  return {
    get flows() {
      return current
    },
    get deployed() {
      return deployed
    },
    get revision() {
      return based
    },
    get canUndo() {
      return past.length > 0
    },
    get canRedo() {
      return future.length > 0
    },
    get changes() {
      compared ??= compareFlows(deployed, current)
      return compared
    },
    get changed() {
      differs ??= !same(deployed, current)
      return differs
    },
    flow: id => current.find(flow => flow.id === id),
    node: (flow, id) => {
      const owner = current.find(candidate => candidate.id === flow)
      return owner && nodesById(owner).get(id)
    },
    edit: (title, operations) => {
      if (operations.length === 0) return
      const { flows, inverse } = apply(current, operations)
      past = [...past.slice(1 - depth), { title, operations: inverse }]
      future = []
      become(flows)
    },
    undo: () => travel(past, future),
    redo: () => travel(future, past),
    rebase: (runs, next, sent = deployed) => {
      const merged = mergeFlows(sent, current, runs)
      based = next
      deployed = shared(merged, runs)
      become(same(deployed, merged) ? deployed : shared(deployed, merged))
    },
    subscribe: heard => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    }
  }
}
