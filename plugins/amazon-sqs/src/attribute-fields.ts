import { type Message, RejectedError, type Static, t } from '@millrace/sdk'
import { type WrittenAttributes, writeAttributes } from './attributes.ts'

/** The three ways to give a message its attributes. */
export const attributesField = t.variants(
  'from',
  {
    none: {},
    fields: {
      fields: t.Array(
        t.Object({
          name: t.template({ title: 'Name', minLength: 1, maxLength: 256, columns: 4 }),
          dataType: t.text({
            title: 'Type',
            pattern: '^(String|Number|Binary)(\\..+)?$',
            default: 'String',
            columns: 3
          }),
          value: t.template({ title: 'Value', columns: 5 })
        }),
        { title: 'Attributes', description: 'Binary values are written in Base64.', default: [], maxItems: 10 }
      )
    },
    json: {
      json: t.template({
        title: 'Attributes',
        widget: 'json',
        minLength: 1,
        examples: ['{ "device": "{{msg.device}}", "celsius": {{msg.payload.temperature}} }']
      })
    },
    path: {
      path: t.value({
        title: 'Attributes',
        description: 'An object with a value for each name.',
        types: ['msg', 'flow', 'global', 'jsonata'],
        default: { type: 'msg', value: 'messageAttributes' }
      })
    }
  },
  {
    title: 'Attributes from',
    widget: 'segments',
    labels: { none: 'None', fields: 'Fields', json: 'JSON template', path: 'A property' },
    default: { from: 'none' }
  }
)

/** The attributes of one message. */
export const attributesOf = async (
  config: Static<typeof attributesField>,
  message: Message
): Promise<WrittenAttributes> => {
  switch (config.from) {
    case 'none':
      return {}
    case 'fields':
      return writeAttributes(
        Object.fromEntries(
          config.fields.map(({ name, dataType, value }) => [name(message), { dataType, value: value(message) }])
        )
      )
    case 'json':
      return writeAttributes(parsed(config.json(message)))
    case 'path':
      return writeAttributes(await config.path(message))
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RejectedError(`the filled-in attributes are not JSON: ${(cause as Error).message}`, { cause })
  }
}
