import { stringify } from 'node:querystring'
import { type Message, RejectedError } from '@millrace/sdk'

/** Where a request goes, with the login that the URL may hold taken out of it. */
export interface Address {
  readonly url: URL
  readonly login: { readonly user: string; readonly password: string } | undefined
}

/** The URL of a text. `http://` is assumed. Anything but HTTP, and whatever could end a line of the request, is refused. */
export const addressOf = (text: string): Address => {
  const given = text.trim()
  if (given === '') throw new RejectedError('there is no URL: set one in the node or in msg.url')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x1f\x7f]/.test(given)) throw new RejectedError('the URL holds control characters')
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`)
  if (!url) throw new RejectedError(`${JSON.stringify(given)} is not a URL`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new RejectedError(`cannot request ${url.protocol} URLs: only http: and https:`)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const login =
    username === '' ? undefined : { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  return { url, login }
}

/** Adds the properties of a payload to the query. */
export const addQuery = (url: URL, payload: Message['payload']): void => {
  if (payload === null || typeof payload !== 'object' || payload instanceof Uint8Array)
    throw new RejectedError('the payload must be an object to become the query')
  const query = stringify(payload as Record<string, string>)
  if (query !== '') url.search += `${url.search.length > 1 ? '&' : ''}${query}`
}
