import { defineNode, t } from '@millrace/sdk'

export const catchNode = defineNode({
  type: 'core/catch',
  title: 'catch',
  description: 'Starts where a node of this flow fails, with the message that failed.',
  help: `The message is the one that the failing node was handling, with \`error\` added:

- \`error.message\` what went wrong, \`error.stack\` where, when it is known
- \`error.source\` the node: \`id\`, \`type\`, \`name\`, and \`count\`, how often this message has failed here

What this branch finishes counts as done: the message is not tried again and does not become a dead letter. An error
that was on the message before is kept as \`_error\`.`,
  icon: 'triangle-alert',
  category: 'observe',
  traced: false,
  outputs: 1,
  hears: 'error',
  config: t.Object({
    scope: t.choice(['all', 'selected', 'uncaught'], {
      title: 'Catch errors of',
      widget: 'segments',
      labels: { all: 'all nodes', selected: 'selected nodes', uncaught: 'nodes that no other catches' },
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
  scope: ({ scope, nodes }) => ({
    nodes: scope === 'selected' ? nodes : 'flow',
    ...(scope === 'uncaught' && { uncaught: true })
  }),
  create: () => (message, out) => out.send(message)
})
