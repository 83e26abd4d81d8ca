import { RejectedError } from '@millrace/sdk'
import { readSetCookies } from '../cookies.ts'
import { markHeaders } from '../headers.ts'

/** What a response puts on the message besides the payload. */
export const describeResponse = (response: Response) => {
  const headers: Record<string, unknown> = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  if (response.headers.has('content-encoding')) {
    delete headers['content-encoding']
    delete headers['content-length']
  }
  return {
    statusCode: response.status,
    headers: markHeaders(headers),
    responseUrl: response.url,
    ...(cookies.length > 0 && { responseCookies: readSetCookies(cookies) })
  }
}

/** The whole body. One that is larger than the limit fails the message, as it always will. */
export const readBytes = async ({ body }: Response, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > limit) throw new RejectedError(`the response is larger than ${limit} bytes, which is the node's limit`)
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
