import type { Flow, FlowNode } from '@millrace/engine'

type Part = Pick<FlowNode, 'id' | 'type'> & Partial<FlowNode>

/** Nodes one after the other. */
export const flowOf = (...parts: readonly Part[]): Flow => ({
  format: 1,
  id: 'crash',
  name: 'Crash',
  nodes: parts.map((part, i) => {
    const next = parts[i + 1]
    return { config: {}, at: [i * 200, 0] as const, wires: next ? [[next.id]] : [], ...part }
  })
})

/** Takes long enough that a kill finds messages in it. */
export const work: Part = {
  id: 'work',
  type: 'core/function',
  config: { func: 'await new Promise(done => setTimeout(done, 20))\nreturn msg' }
}
