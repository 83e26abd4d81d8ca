import { stringify } from 'node:querystring'

/** The payload as the body of a request. Headers are completed by the type where none is given. */
export const bodyOf = (payload: unknown, headers: Headers): Uint8Array | FormData | undefined => {
  if (payload === undefined) return undefined
  if (payload instanceof Uint8Array) return payload
  if (typeof payload === 'string' || typeof payload === 'number') return encode(String(payload))
  const type = headers.get('content-type')
  if (type === 'multipart/form-data' && isObject(payload)) {
    headers.delete('content-type')
    return formOf(payload)
  }
  if (type === 'application/x-www-form-urlencoded') return encode(stringify(payload as Record<string, string>))
  if (type === null) headers.set('content-type', 'application/json')
  return encode(JSON.stringify(payload))
}

/** Text is sent as bytes, so that no content type is added to it. */
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A field is text, bytes, or `{ value, options: { filename, contentType } }`; anything else is sent as JSON. */
const formOf = (fields: Readonly<Record<string, unknown>>): FormData => {
  const form = new FormData()
  for (const [name, field] of Object.entries(fields)) {
    if (field === undefined || field === null) continue
    const isWrapped = isObject(field) && !(field instanceof Uint8Array) && 'value' in field
    append(form, name, isWrapped ? field.value : field, isWrapped && isObject(field.options) ? field.options : {})
  }
  return form
}

const append = (form: FormData, name: string, value: unknown, options: Readonly<Record<string, unknown>>): void => {
  const { filename, contentType } = options
  if (value instanceof Uint8Array || filename !== undefined) {
    const content = value instanceof Uint8Array ? (value as Uint8Array<ArrayBuffer>) : String(value)
    const type = contentType === undefined ? {} : { type: String(contentType) }
    form.append(name, new Blob([content], type), String(filename ?? name))
  } else form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object'
