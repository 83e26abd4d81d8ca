import { FlowError } from '@millrace/sdk'

/** The REST API of a server that runs. */
export interface RunningServer {
  readonly url: string
  /** Rejects with what the server said, or with SERVER_AWAY. */
  request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>
}

/** `token` is a password, or what the data folder holds while its server runs. */
export const runningServer = ({
  url,
  token
}: {
  readonly url: string
  readonly token: string | undefined
}): RunningServer => {
  const base = new URL('api/v1/', url.endsWith('/') ? url : `${url}/`)
  return {
    url,
    async request(method, path, body) {
      const init: RequestInit = {
        method,
        headers: {
          ...(token && { authorization: `Basic ${Buffer.from(`millrace:${token}`).toString('base64')}` }),
          ...(body !== undefined && { 'content-type': 'application/json' })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      }
      const response = await fetch(new URL(path, base), init).catch(cause => {
        const reason = (cause as { cause?: Error }).cause?.message ?? (cause as Error).message
        throw new FlowError('SERVER_AWAY', `No Millrace answers at ${url}: ${reason}`, { cause })
      })
      if (response.ok) return response
      throw await failureOf(response, url)
    }
  }
}

const failureOf = async (response: Response, url: string): Promise<FlowError> => {
  const failure = (await response.json().catch(() => undefined)) as { code?: string; message?: string } | undefined
  if (typeof failure?.code === 'string') return new FlowError(failure.code, failure.message ?? failure.code)
  return new FlowError('SERVER_AWAY', `${url} answers ${response.status}, and not as a Millrace does`)
}
