import { defineNode, type Message, t } from '@millrace/sdk'
import { compileRule, type Step } from './compile-rule.ts'
import { Rule } from './rule.ts'

export const change = defineNode({
  type: 'core/change',
  title: 'change',
  description: 'Sets, changes, deletes or moves properties of the message, or values of flow and global state.',
  help: `The rules run in order; each sees what those above it did.

- **Set** a property to a value, a JSONata result or another property. What is missing on the way is made.
- **Change** searches a text and replaces every occurrence; a regular expression may hold groups (\`$1\`). Only where the
  whole value matches does it take the replacement's type. Numbers and booleans are replaced when they are equal.
- **Delete** removes a property. In an array the gap closes.
- **Move** gives a property another name or place.

A path may go deep: \`payload.list[0]["a b"]\`, \`payload[msg.topic]\`.`,
  icon: 'pencil',
  category: 'function',
  traced: false,
  outputs: 1,
  config: t.Object({
    rules: t.Array(Rule, {
      title: 'Rules',
      default: [{ action: 'set', target: { type: 'msg', value: 'payload' }, to: { type: 'str', value: '' } }]
    })
  }),

  create({ config, state, log }) {
    const steps = config.rules.map(rule => compileRule(rule, { state, log }))
    return (message, out) => {
      const changed = apply(steps, message)
      return changed instanceof Promise ? changed.then(known => out.send(known)) : out.send(changed)
    }
  }
})

const apply = (steps: readonly Step[], message: Message, from = 0): Message | Promise<Message> => {
  let current = message
  for (let i = from; i < steps.length; i++) {
    const next = (steps[i] as Step)(current)
    if (next instanceof Promise) return next.then(known => apply(steps, known, i + 1))
    current = next
  }
  return current
}
