import { encode, FlowError } from '@millrace/sdk'

/** What code has asked of the network. */
export interface FetchRequest {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Does a request of code and gives the answer as text of the codec, also when it failed; undefined when it was aborted. */
export type Fetcher = (request: FetchRequest, signal: AbortSignal) => Promise<string | undefined>

/** Milliseconds that one request may take, with all that it is redirected to. */
const LONGEST = 30_000
/** Bytes of the largest body that comes back, once inflated. */
const LARGEST = 10 * 1024 * 1024
const REDIRECTS = 5
const redirected = new Set([301, 302, 303, 307, 308])

/** Fetches for code from these hosts only: `api.example.com`, `*.example.com` for all below it, with a port where it is not the usual one. */
export const fetcher =
  (hosts: readonly string[]): Fetcher =>
  async (request, signal) => {
    try {
      return encode(await follow(hosts, request, AbortSignal.any([signal, AbortSignal.timeout(LONGEST)])))
    } catch (error) {
      return signal.aborted ? undefined : encode({ error: reasonOf(error as Error) })
    }
  }

const follow = async (hosts: readonly string[], request: FetchRequest, signal: AbortSignal) => {
  let url = new URL(request.url)
  let { method, body } = request
  const headers = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]))
  for (let hops = 0; ; hops++) {
    refuseOthers(hosts, url)
    const answer = await fetch(url, { method, headers, body: body ?? null, redirect: 'manual', signal })
    const location = redirected.has(answer.status) ? answer.headers.get('location') : null
    if (location === null)
      return {
        status: answer.status,
        statusText: answer.statusText,
        url: url.href,
        redirected: hops > 0,
        headers: [...answer.headers],
        body: await read(answer)
      }
    await answer.body?.cancel()
    if (hops === REDIRECTS)
      throw new FlowError('FETCH_FAILED', `${request.url} redirects more than ${REDIRECTS} times.`)
    const next = new URL(location, url)
    if (next.origin !== url.origin) for (const name of ['authorization', 'cookie']) headers.delete(name)
    if (answer.status === 303 || (answer.status < 303 && method === 'POST')) {
      method = method === 'HEAD' ? method : 'GET'
      body = undefined
      for (const name of ['content-type', 'content-length']) headers.delete(name)
    }
    url = next
  }
}

const refuseOthers = (hosts: readonly string[], { protocol, host }: URL): void => {
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new FlowError('FETCH_REFUSED', `Functions may fetch http: and https: only, not ${protocol}`)
  if (hosts.some(pattern => matches(pattern.toLowerCase(), host))) return
  throw new FlowError(
    'FETCH_REFUSED',
    `Functions may not fetch from ${host}. Add it to the setting sandboxFetch, as in --sandbox-fetch ${host}, and start again.`
  )
}

const matches = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host

const read = async ({ body, url }: Response): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body ?? []) {
    size += piece.length
    if (size > LARGEST)
      throw new FlowError('FETCH_FAILED', `${url} answered more than the ${LARGEST} bytes that a function may fetch.`)
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

const reasonOf = (error: Error): string => {
  if (error instanceof FlowError) return `${error.code}: ${error.message}`
  if (error.name === 'TimeoutError') return `FETCH_FAILED: no answer within ${LONGEST} ms.`
  const { cause } = error
  return `FETCH_FAILED: ${cause instanceof Error && cause.message !== '' ? cause.message : error.message}`
}
