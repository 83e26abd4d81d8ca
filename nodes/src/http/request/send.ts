import type { NodeContext, Static } from '@millrace/sdk'
import type { config } from './config.ts'
import { answerDigest, type Login } from './digest.ts'
import type { Dispatchers } from './dispatcher.ts'
import type { RequestDraft } from './draft.ts'

type Settings = Static<typeof config>

export interface Sending {
  readonly signal: AbortSignal
  readonly followRedirects: boolean
}

/** Sends requests with the node's login: at once, or for a digest once the server has asked. */
export const sender = (settings: Settings, fetch: NodeContext<unknown>['fetch'], dispatchers: Dispatchers) => {
  const { auth, user, password = '', token = '' } = settings

  const send = async ({ method, url, headers, body }: RequestDraft, { signal, followRedirects }: Sending) => {
    const dispatcher = await dispatchers.for(url)
    const init = { method, headers, signal, redirect: followRedirects ? 'follow' : 'manual', dispatcher } as RequestInit
    return fetch(url, { ...init, ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }) })
  }

  const authorized = (draft: RequestDraft, authorization: string): RequestDraft => {
    const headers = new Headers(draft.headers)
    headers.set('authorization', authorization)
    return { ...draft, headers }
  }

  return async (draft: RequestDraft, sending: Sending): Promise<Response> => {
    const login: Login | undefined = auth === 'basic' || auth === 'digest' ? { user, password } : draft.login
    if (auth === 'bearer') return send(authorized(draft, `Bearer ${token}`), sending)
    if (login === undefined) return send(draft, sending)
    if (auth !== 'digest') return send(authorized(draft, basic(login)), sending)
    const first = await send(draft, sending)
    const challenge = first.status === 401 ? first.headers.get('www-authenticate') : null
    const { pathname, search } = draft.url
    const answer = challenge === null ? undefined : answerDigest(challenge, login, draft.method, pathname + search)
    if (answer === undefined) return first
    await first.body?.cancel()
    return send(authorized(draft, answer), sending)
  }
}

const basic = ({ user, password }: Login): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
