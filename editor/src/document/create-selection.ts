import type { Selection } from './selection.ts'

const none: ReadonlySet<string> = new Set()

export const createSelection = (): Selection => {
  let flow: string | undefined
  let nodes = none
  let wires = none
  const listeners = new Set<() => void>()

  const become = (nextNodes: ReadonlySet<string>, nextWires: ReadonlySet<string>): void => {
    if (equal(nodes, nextNodes) && equal(wires, nextWires)) return
    nodes = nextNodes
    wires = nextWires
    tell()
  }
  const tell = (): void => {
    for (const heard of [...listeners]) heard()
  }

  return {
    get flow() {
      return flow
    },
    get nodes() {
      return nodes
    },
    get wires() {
      return wires
    },
    show: next => {
      if (next === flow) return
      flow = next
      nodes = none
      wires = none
      tell()
    },
    set: (nextNodes, nextWires = none) => become(new Set(nextNodes), new Set(nextWires)),
    toggle: node => {
      const next = new Set(nodes)
      if (!next.delete(node)) next.add(node)
      become(next, wires)
    },
    clear: () => become(none, none),
    subscribe: heard => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    }
  }
}

const equal = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(item => b.has(item))
