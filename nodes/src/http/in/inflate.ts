import type { HttpRequest } from '@millrace/sdk'
import { fieldOf } from './request.ts'
import { UnreadableBody } from './unreadable-body.ts'

const formats: Readonly<Record<string, 'gzip' | 'deflate'>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

/** The bytes of a body, inflated where its client compressed it. A small body that inflates beyond the limit is refused. */
export const readBytes = async (request: HttpRequest, limit: number): Promise<Uint8Array> => {
  const encoding = fieldOf(request, 'content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity' || request.body === null) return request.bytes()
  const format = formats[encoding]
  if (format === undefined) throw new UnreadableBody(`The content encoding ${encoding} is not known.`, 415)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body.pipeThrough(new DecompressionStream(format))) {
      size += chunk.length
      if (size > limit) throw new UnreadableBody(`The body is larger than ${limit} bytes when it is inflated.`, 413)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof UnreadableBody || (error as { code?: string }).code === 'REQUEST_TOO_LARGE') throw error
    throw new UnreadableBody(`The body is not ${encoding}: ${(error as Error).message}`)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
