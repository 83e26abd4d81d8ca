import type { HttpRequest } from '@millrace/sdk'
import { readCookies } from '../cookies.ts'
import { readFields } from '../fields.ts'
import type { Body } from './body.ts'

/** What flows see of a request as `msg.req`: plain data, so that it can be kept and looked at. */
export const describeRequest = (request: HttpRequest, { body, files }: Body) => {
  const url = new URL(request.url)
  const address = url.pathname + url.search
  return {
    method: request.method,
    url: address,
    originalUrl: address,
    path: url.pathname,
    protocol: url.protocol.slice(0, -1),
    hostname: url.hostname,
    ip: request.ip,
    headers: request.fields ?? Object.fromEntries(request.headers),
    params: request.params,
    query: readFields(url.searchParams),
    cookies: readCookies(fieldOf(request, 'cookie')),
    body,
    ...(files && { files })
  }
}

/** A header by its lower-case name. */
export const fieldOf = (request: HttpRequest, name: string): string | undefined =>
  request.fields === undefined ? (request.headers.get(name) ?? undefined) : request.fields[name]
