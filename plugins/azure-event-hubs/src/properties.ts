import { type Message, RejectedError, type Static, t } from '@millrace/sdk'

/** The properties of an event that is sent: one by one, as JSON, or an object of the message. */
export const propertiesField = t.variants(
  'from',
  {
    none: {},
    fields: {
      fields: t.Array(
        t.Object({
          name: t.text({ title: 'Name', minLength: 1, maxLength: 256, columns: 4 }),
          value: t.value({ title: 'Value', default: { type: 'str', value: '' }, columns: 8 })
        }),
        { title: 'Properties', default: [], widget: 'table' }
      )
    },
    json: {
      json: t.template({
        title: 'Properties as JSON',
        widget: 'multiline',
        default: '{}',
        examples: ['{ "site": "{{msg.site}}", "priority": 1 }']
      })
    },
    path: {
      path: t.value({
        title: 'Properties of the message',
        types: ['msg', 'jsonata'],
        default: { type: 'msg', value: 'properties' }
      })
    }
  },
  {
    title: 'Properties',
    labels: { none: 'None', fields: 'Single fields', json: 'JSON', path: 'From the message' },
    default: { from: 'none' }
  }
)

export type Properties = Readonly<Record<string, unknown>>

export const propertiesOf = async (
  config: Static<typeof propertiesField>,
  message: Message
): Promise<Properties | undefined> => {
  switch (config.from) {
    case 'none':
      return undefined
    case 'fields':
      return flat(
        Object.fromEntries(
          await Promise.all(config.fields.map(async ({ name, value }) => [name, await value(message)] as const))
        )
      )
    case 'json':
      return flat(parsed(config.json(message)))
    case 'path':
      return flat((await config.path(message)) ?? {})
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RejectedError(`the properties are not JSON: ${(cause as Error).message}`, { cause })
  }
}

/** AMQP takes simple values only. */
const flat = (value: unknown): Properties => {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Uint8Array)
    throw new RejectedError('the properties must be an object')
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  for (const [name, part] of entries)
    if (part !== null && typeof part === 'object' && !(part instanceof Date) && !(part instanceof Uint8Array))
      throw new RejectedError(`the property ${name} must be text, a number, true, false, a time or bytes`)
  return Object.fromEntries(
    entries.map(([name, part]) => [name, part instanceof Uint8Array ? Buffer.from(part) : part])
  )
}
