import type { FlowNode } from '@millrace/engine'
import { type GetSchemes, NodeEditor } from 'rete'
import type { Wire } from '../../document/wires.ts'

/** A node of the flow as rete holds it. */
export interface GraphNode {
  readonly id: string
  readonly source: FlowNode
}

/** A wire as rete holds it; its id is its key. */
export interface GraphWire extends Wire {
  readonly id: string
}

export type Schemes = GetSchemes<GraphNode, GraphWire>

/** rete's editor, which looks for things in arrays, with an index: adding 5,000 nodes is not quadratic. */
export class FlowEditor extends NodeEditor<Schemes> {
  readonly #nodes = new Map<string, GraphNode>()
  readonly #wires = new Map<string, GraphWire>()

  constructor() {
    super()
    this.addPipe(signal => {
      switch (signal.type) {
        case 'nodecreated':
          this.#nodes.set(signal.data.id, signal.data)
          break
        case 'noderemoved':
          this.#nodes.delete(signal.data.id)
          break
        case 'connectioncreated':
          this.#wires.set(signal.data.id, signal.data)
          break
        case 'connectionremoved':
          this.#wires.delete(signal.data.id)
          break
      }
      return signal
    })
  }

  override getNode(id: string): GraphNode | undefined {
    return this.#nodes.get(id)
  }

  override getConnection(id: string): GraphWire | undefined {
    return this.#wires.get(id)
  }
}
