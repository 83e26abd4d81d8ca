import type { FlowNode } from '@millrace/engine'
import type { NodeLook } from '../node-look.ts'
import type { Scene } from '../scene.ts'
import type { FlowEditor } from './flow-editor.ts'

/** Our renderer on rete's signals: what the graph gains and loses is drawn and taken away. */
export const drawGraph = (editor: FlowEditor, scene: Scene, look: (node: FlowNode) => NodeLook): void =>
  editor.addPipe(signal => {
    switch (signal.type) {
      case 'nodecreated':
        scene.putNode(signal.data.source, look(signal.data.source))
        break
      case 'noderemoved':
        scene.removeNode(signal.data.id)
        break
      case 'connectioncreated':
        scene.putWire(signal.data)
        break
      case 'connectionremoved':
        scene.removeWire(signal.data.id)
        break
    }
    return signal
  })
