import type { HttpRequest } from '@millrace/sdk'
import { readFields } from '../fields.ts'
import { readBytes } from './inflate.ts'
import { fieldOf } from './request.ts'
import { UnreadableBody } from './unreadable-body.ts'

/** An uploaded file, in the words of Node-RED. */
export interface UploadedFile {
  readonly fieldname: string
  readonly originalname: string
  readonly mimetype: string
  readonly size: number
  readonly buffer: Uint8Array
}

export interface Body {
  readonly body: unknown
  readonly files?: readonly UploadedFile[]
}

/** Reads a body as what its content type says: JSON, a form, a form with files, text or bytes. */
export const readBody = async (request: HttpRequest, raw: boolean, limit: number): Promise<Body> => {
  const bytes = await readBytes(request, limit)
  if (raw) return { body: bytes }
  const header = fieldOf(request, 'content-type') ?? ''
  const type = header.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data') return readForm(bytes, header)
  return { body: readAs(type, bytes) }
}

const readAs = (type: string, bytes: Uint8Array): unknown => {
  switch (type) {
    case 'application/json':
      return bytes.length === 0 ? {} : readJson(text(bytes))
    case 'application/x-www-form-urlencoded':
      return readFields(new URLSearchParams(text(bytes)))
    case '':
    case 'application/xml':
      return text(bytes)
    case 'application/octet-stream':
    case 'application/cbor':
    case 'application/x-protobuf':
      return bytes
  }
  if (type.startsWith('text/') || type.endsWith('+xml')) return text(bytes)
  return type.startsWith('application/') ? textIfUtf8(bytes) : bytes
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const textIfUtf8 = (bytes: Uint8Array): unknown => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes
  }
}

const readJson = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new UnreadableBody(`The body is not JSON: ${(error as Error).message}`)
  }
}

const readForm = async (bytes: Uint8Array, type: string): Promise<Body> => {
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData()
    const fields: [string, string][] = []
    const files: UploadedFile[] = []
    for (const [name, value] of form) {
      if (typeof value === 'string') fields.push([name, value])
      else files.push(await readFile(name, value))
    }
    return { body: readFields(fields), files }
  } catch (error) {
    throw new UnreadableBody(`The body is not a form: ${(error as Error).message}`)
  }
}

const readFile = async (fieldname: string, file: File): Promise<UploadedFile> => ({
  fieldname,
  originalname: file.name,
  mimetype: file.type,
  size: file.size,
  buffer: new Uint8Array(await file.arrayBuffer())
})
