import { defineNode, type Message, type Out, t } from '@millrace/sdk'
import { HeldSequences } from './held-sequences.ts'
import { partsOf } from './parts.ts'
import { sendAnew } from './recreate.ts'
import { compileRoute } from './route.ts'
import { Rule } from './rule.ts'

export const switchNode = defineNode({
  type: 'core/switch',
  title: 'switch',
  description: 'Routes each message to the outputs whose rule it meets.',
  help: `One output for each rule, in the same order. Comparisons are loose: the text 5 equals the number 5. **Otherwise**
is met when no rule above it was.

**Head**, **tail** and **index between** look at the message's place in its sequence (\`msg.parts\`). A tail is known only
when the sequence is complete, so with such a rule, and when sequences are made anew, the messages of a sequence wait
here until the last has come. They stay unacknowledged meanwhile.`,
  icon: 'split',
  category: 'function',
  traced: false,
  outputs: { each: 'rules' },
  holds: true,
  config: t.Object({
    property: t.value({
      title: 'Property',
      types: ['msg', 'flow', 'global', 'jsonata', 'env'],
      default: { type: 'msg', value: 'payload' }
    }),
    rules: t.Array(Rule, {
      title: 'Rules',
      default: [{ test: 'eq', value: { type: 'str', value: '' } }]
    }),
    stopAtFirst: t.Boolean({ title: 'Stop at the first match', default: false, columns: 6 }),
    recreateSequences: t.Boolean({
      title: 'Make sequences anew',
      description: 'Each output gets a complete sequence of its own',
      default: false,
      columns: 6
    }),
    limit: t.Integer({
      title: 'Most messages held',
      description: 'Of sequences that are not complete. What comes beyond is tried again later.',
      default: 10_000,
      minimum: 1,
      advanced: true
    })
  }),

  create({ config, defer }) {
    const route = compileRoute(config.property, config.rules, config.stopAtFirst)
    const pass = (message: Message, out: Out) => {
      const ports = route(message)
      return ports instanceof Promise ? ports.then(known => sendTo(known, message, out)) : sendTo(ports, message, out)
    }
    if (!config.recreateSequences && !config.rules.some(({ test }) => test === 'tail')) return pass

    const sequences = new HeldSequences(config.limit, async members => {
      const routes: (readonly number[])[] = []
      for (const { message } of members) routes.push(await route(message))
      if (config.recreateSequences) sendAnew(members, routes)
      else for (const [i, { message, out }] of members.entries()) sendTo(routes[i] ?? [], message, out)
    })
    defer(() => sequences.close())
    return (message, out) => {
      const parts = partsOf(message)
      return parts ? sequences.hold({ message, parts, out }) : pass(message, out)
    }
  }
})

const sendTo = (ports: readonly number[], message: Message, out: Out): void => {
  for (let i = 0; i < ports.length; i++) out.send(message, ports[i])
}
