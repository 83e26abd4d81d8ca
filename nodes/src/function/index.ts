import { defineNode, t } from '@millrace/sdk'

export const functionNode = defineNode({
  type: 'core/function',
  title: 'function',
  description: 'Runs JavaScript for every message.',
  help: `Return the message to send it on; \`return [a, b]\` sends to the outputs in turn, \`[[a, b]]\` several to the first,
\`null\` nothing. \`node.send(…)\` sends before the code has ended, and the code may \`await\`.

\`context\`, \`flow\` and \`global\` keep values between messages: \`flow.get('count')\`, \`flow.set('count', 1)\`. \`env.get('X')\`
reads the environment; \`node.status(…)\`, \`node.warn(…)\` and \`node.error(…, msg)\` tell people.

The setup code runs before the first message, the close code when the node stops. The code runs in a sandbox of its own:
it cannot reach the machine, and is stopped when it takes too long or too much memory.`,
  icon: 'square-function',
  category: 'function',
  traced: false,
  outputs: { count: 'outputs' },
  config: t.Object({
    func: t.code({ title: 'On message', default: 'return msg' }),
    outputs: t.Integer({ title: 'Outputs', default: 1, minimum: 0, maximum: 500, columns: 6 }),
    modules: t.Array(
      t.Object({
        name: t.String({ title: 'Package', minLength: 1, columns: 6 }),
        as: t.String({ title: 'Use as', pattern: '^[A-Za-z_$][A-Za-z0-9_$]*$', columns: 6 })
      }),
      { title: 'Modules', description: 'Packages that the settings allow.', default: [], advanced: true }
    ),
    setup: t.code({ title: 'Setup', default: '', advanced: true }),
    close: t.code({ title: 'Close', default: '', advanced: true }),
    timeout: t.Number({
      title: 'Time-out in seconds',
      description: 'For one message. 0 leaves it to the runtime.',
      default: 0,
      minimum: 0,
      columns: 6,
      advanced: true
    }),
    memory: t.Integer({
      title: 'Memory in MB',
      description: 'For the code of this node and of those that ask for as much. 0 leaves it to the runtime.',
      default: 0,
      minimum: 0,
      columns: 6,
      advanced: true
    })
  }),

  create(context) {
    const { func, modules, setup, close, timeout, memory } = context.config
    return func.bind(context, {
      ...(setup.source !== '' && { setup: setup.source }),
      ...(close.source !== '' && { close: close.source }),
      ...(timeout > 0 && { timeout: timeout * 1000 }),
      ...(memory > 0 && { memory }),
      ...(modules.length > 0 && { modules })
    })
  }
})
