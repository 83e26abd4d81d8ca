import { defineNode, t } from '@millrace/sdk'

export const statusNode = defineNode({
  type: 'core/status',
  title: 'status',
  description: 'Sends a message each time the status of a node of this flow changes.',
  help: `\`status\` holds what stands under the node:

- \`status.text\`, \`status.fill\` (a colour) and \`status.shape\`
- \`status.source\` the node: \`id\`, \`type\` and \`name\``,
  icon: 'circle-dot',
  category: 'observe',
  traced: false,
  outputs: 1,
  hears: 'status',
  config: t.Object({
    scope: t.choice(['all', 'selected'], {
      title: 'Report status of',
      widget: 'segments',
      labels: { all: 'all nodes', selected: 'selected nodes' },
      default: 'all'
    }),
    nodes: t.Array(t.String(), {
      title: 'Nodes',
      widget: 'nodes',
      minItems: 1,
      default: [],
      when: { scope: ['selected'] }
    })
  }),
  scope: ({ scope, nodes }) => ({ nodes: scope === 'selected' ? nodes : 'flow' }),
  create: () => (message, out) => out.send(message)
})
