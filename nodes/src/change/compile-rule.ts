import type { Message, NodeContext, Static } from '@millrace/sdk'
import { compileTarget } from '../value/target.ts'
import { allKnown, whenKnown } from '../value/when-known.ts'
import { compileReplace } from './replace.ts'
import type { Rule } from './rule.ts'

/** One rule as a function from message to message. It gives a promise only where a value has to be waited for. */
export type Step = (message: Message) => Message | Promise<Message>

export const compileRule = (rule: Static<typeof Rule>, context: Pick<NodeContext<unknown>, 'state' | 'log'>): Step => {
  const target = compileTarget(rule.target, context)
  switch (rule.action) {
    case 'set': {
      const { to } = rule
      return message => {
        const value = to(message)
        return value instanceof Promise ? value.then(known => target.set(message, known)) : target.set(message, value)
      }
    }
    case 'delete':
      return message => target.set(message, undefined)
    case 'move': {
      const to = compileTarget(rule.to, context)
      const upwards = rule.to.type === rule.target.type && rule.target.value.startsWith(rule.to.value)
      return message => {
        if (upwards && !target.reaches(message)) return message
        const value = target.get(message)
        return to.set(target.set(message, undefined), value)
      }
    }
    case 'change': {
      const { search, replace } = rule
      const replaced = compileReplace()
      return message =>
        whenKnown(allKnown([search(message), replace(message)]), ([from, to]) => {
          const change = replaced(target.get(message), from, to)
          return change ? target.set(message, change.value) : message
        })
    }
  }
}
