import { defineNode, t } from '@millrace/sdk'

export const completeNode = defineNode({
  type: 'core/complete',
  title: 'complete',
  description: 'Sends the message on each time one of the selected nodes has finished with it.',
  help: `Use it behind nodes without an output, such as one that writes to a database: what follows here runs once the
write is done.`,
  icon: 'circle-check',
  category: 'observe',
  traced: false,
  outputs: 1,
  hears: 'complete',
  config: t.Object({
    nodes: t.Array(t.String(), { title: 'Nodes', widget: 'nodes', minItems: 1, default: [] })
  }),
  scope: ({ nodes }) => ({ nodes }),
  create: () => (message, out) => out.send(message)
})
