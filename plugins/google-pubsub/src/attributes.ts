import { type Message, RejectedError, type Template, type Value } from '@millrace/sdk'

export type Attributes = Record<string, string>

/** How people say which attributes a message gets. */
export type AttributeChoice =
  | { readonly from: 'none' }
  | { readonly from: 'fields'; readonly fields: readonly { readonly name: string; readonly value: Template }[] }
  | { readonly from: 'json'; readonly json: Template }
  | { readonly from: 'path'; readonly path: Value }

/** The attributes for each message. Throws a RejectedError for what cannot be any. */
export const compileAttributes = (
  choice: AttributeChoice
): ((message: Message) => Attributes | Promise<Attributes>) => {
  switch (choice.from) {
    case 'none':
      return () => ({})
    case 'fields':
      return message => Object.fromEntries(choice.fields.map(({ name, value }) => [name, value(message)]))
    case 'json':
      return message => checked(parsed(choice.json(message)))
    case 'path':
      return message => {
        const value = choice.path(message)
        return value instanceof Promise ? value.then(checked) : checked(value)
      }
  }
}

const parsed = (text: string): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RejectedError(`the attributes are not JSON: ${(cause as Error).message}`, { cause })
  }
}

/** Flat: numbers and the like become text, and what is inside something else belongs into the payload. */
const checked = (value: unknown): Attributes => {
  if (value === undefined || value === null || value === '') return {}
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Uint8Array)
    throw new RejectedError('the attributes must be an object with a text for each name')
  const attributes: Attributes = {}
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined || item === null) continue
    if (typeof item === 'object')
      throw new RejectedError(`the attribute ${name} is an object: attributes are flat, so put it into the payload`)
    attributes[name] = String(item)
  }
  return attributes
}
