import { defineNode, getPath, type Message, parsePath, t } from '@millrace/sdk'
import { whenKnown } from '../value/when-known.ts'
import { statusOf } from './status-of.ts'

const statusKinds = ['output', 'count', 'value'] as const

export const debugNode = defineNode({
  type: 'core/debug',
  title: 'debug',
  description: 'Shows messages in the debug sidebar, in the log or under the node.',
  help: `Show one property, the whole message, or what a JSONata expression makes of it. The button turns the node off and
on while the flow runs, without a deploy.

Under the node stands the value itself, a count of messages, or another value.`,
  icon: 'bug',
  category: 'observe',
  traced: false,
  outputs: 0,
  button: 'toggle',
  guarantee: 'may lose',
  config: t.Object({
    active: t.Boolean({ title: 'On', default: true, columns: 12 }),
    show: t.choice(['property', 'message', 'expression'], {
      title: 'Show',
      widget: 'segments',
      labels: { property: 'a property', message: 'the whole message', expression: 'JSONata' },
      default: 'property'
    }),
    property: t.target({
      title: 'Property',
      types: ['msg'],
      default: { type: 'msg', value: 'payload' },
      when: { show: ['property'] }
    }),
    expression: t.Optional(t.value({ title: 'Expression', types: ['jsonata'], when: { show: ['expression'] } })),
    sidebar: t.Boolean({ title: 'In the debug sidebar', default: true, columns: 4 }),
    log: t.Boolean({ title: 'In the log', default: false, columns: 4 }),
    status: t.Boolean({ title: 'Under the node', default: false, columns: 4 }),
    statusShows: t.choice(statusKinds, {
      title: 'Under the node stands',
      widget: 'segments',
      labels: { output: 'what is shown', count: 'the number of messages', value: 'another value' },
      default: 'output',
      when: { status: [true] }
    }),
    statusValue: t.value({
      title: 'Value',
      types: ['msg', 'jsonata'],
      default: { type: 'msg', value: 'payload' },
      when: { status: [true], statusShows: ['value'] }
    })
  }),
  problems: ({ show, expression }) =>
    show === 'expression' && expression === undefined ? [{ path: '/expression', message: 'is required' }] : [],

  create({ config, debug, log, status, onPress }) {
    let { active } = config
    let count = 0
    let shown = ''
    const property = config.show === 'property' ? config.property.value : undefined
    const read = config.show === 'expression' ? config.expression : reader(property)

    onPress(input => {
      if (isToggle(input)) active = input.active
    })

    const showStatus = (text: string, level?: 'error') => {
      if (text === shown) return
      shown = text
      status(text, level ?? 'idle')
    }

    const show = (message: Message, value: unknown) => {
      const { topic, _msgid } = message
      if (config.sidebar) debug({ value, topic, _msgid, ...(property !== undefined && { property }) })
      if (config.log) log.info('debug', { value, ...(property !== undefined && { property }), _msgid })
      if (!config.status) return
      if (config.statusShows === 'count') showStatus(String(++count))
      else if (config.statusShows === 'output') showStatus(...statusOf(value, message))
      else return whenKnown(config.statusValue(message), other => showStatus(...statusOf(other)))
    }

    return message => {
      if (!active || read === undefined) return
      return whenKnown(read(message), value => show(message, value))
    }
  }
})

const reader = (property: string | undefined) => {
  if (property === undefined) return (message: Message): unknown => message
  const path = parsePath(property)
  return (message: Message) => getPath(message, path)
}

const isToggle = (input: unknown): input is { readonly active: boolean } =>
  input !== null && typeof input === 'object' && 'active' in input && typeof input.active === 'boolean'
