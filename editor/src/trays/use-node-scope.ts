import type { Flow, FlowNode } from '@millrace/engine'
import { useMemo, useRef } from 'react'
import type { Credentials, FormScope } from '../forms/index.ts'
import { session, useSession } from '../session/index.ts'
import { nodeName } from '../shell/node-name.ts'

/** What the form of a node may ask: the server, and the flow that the node is in. */
export const useNodeScope = ({
  flow,
  node,
  integration,
  credentials,
  onUnreadable,
  onListEdit
}: {
  readonly flow: Flow
  readonly node: FlowNode
  readonly integration: string | undefined
  readonly credentials: Credentials
  readonly onUnreadable: NonNullable<FormScope['onUnreadable']>
  readonly onListEdit: NonNullable<FormScope['onListEdit']>
}): FormScope => {
  const catalog = useSession(state => state.catalog)
  const edited = useRef(onListEdit)
  edited.current = onListEdit
  return useMemo(
    () => ({
      preview: template => session.request('preview', { template, flow: flow.id }),
      ...(integration === undefined
        ? {}
        : { options: (list, search) => session.request('options', { integration, list, search }) }),
      nodes: flow.nodes
        .filter(({ id, type }) => id !== node.id && !catalog.get(type)?.inert)
        .map(member => ({
          id: member.id,
          label: nodeName(member),
          title: catalog.get(member.type)?.title ?? member.type
        })),
      credentials,
      onUnreadable,
      onListEdit: (path, edit) => edited.current(path, edit)
    }),
    [flow, node.id, integration, credentials, onUnreadable, catalog]
  )
}
