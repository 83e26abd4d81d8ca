import type { FlowNode } from '@millrace/engine'
import { useSession } from '../session/index.ts'

/** What people call a node: its name, else the title of its type. */
export const nodeName = (node: Pick<FlowNode, 'name' | 'type'>): string =>
  node.name || (useSession.getState().catalog.get(node.type)?.title ?? node.type)
