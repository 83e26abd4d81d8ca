import { defineNode, type Message, RejectedError } from '@millrace/sdk'
import { says } from '../hold/control.ts'
import { Recent } from '../hold/recent.ts'
import { compileTarget } from '../value/target.ts'
import { compileCompare } from './compare.ts'
import { config } from './config.ts'

const NO_TOPIC = '_no_topic'

export const filter = defineNode({
  type: 'core/filter',
  title: 'filter',
  description: 'Lets a message through only when its value has changed, or has changed enough.',
  help: `Compares a property with that of the message before, for each topic on its own. Limits are for numbers, also at the
beginning of a text, such as \`21.5 °C\`. **More than the limit** keeps quiet values back, **less than the limit** keeps
leaps back.

\`msg.reset\` forgets the value of its topic, or all values when it has none. A message without the property is dropped. A
message that fails further on, and is tried again, passes again.

Example: a thermometer that sends every second passes only when it has changed by half a degree: a change of the limit or
more, with a limit of 0.5.`,
  icon: 'funnel',
  category: 'function',
  traced: false,
  outputs: 1,
  config,

  create(context) {
    const { config } = context
    const property = compileTarget(config.property, context)
    const topic = config.septopics ? compileTarget(config.topi, context) : undefined
    const compare = compileCompare(config)
    const before = new Recent<{ readonly value: unknown }>(config.limit)
    const passed = new Recent<true>(config.limit)

    const topicOf = (message: Message): string => String(topic?.get(message) || NO_TOPIC)
    const forget = (message: Message): void => {
      const name = topicOf(message)
      if (name === NO_TOPIC) before.clear()
      else before.delete(name)
    }

    return (message, out) => {
      if (passed.get(out.id)) {
        out.send(message)
        return
      }
      if (says(message, 'reset')) forget(message)
      const value = property.get(message)
      if (value === undefined) return
      const name = topicOf(message)
      const verdict = compare(value, before.get(name)?.value)
      if (verdict === undefined) throw new RejectedError(`msg.${config.property.value} is not a number`)
      before.set(name, { value: verdict.before })
      if (!verdict.passes) return
      passed.set(out.id, true)
      out.send(message)
    }
  }
})
