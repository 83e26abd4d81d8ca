import type { ServerResponse } from 'node:http'

/** Seconds after which whoever was refused may ask again. */
const RETRY_AFTER = 5

/** Asks to send the request again later: nothing was taken in. */
export const sendUnavailable = (response: ServerResponse, reason: string): void => {
  response
    .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(RETRY_AFTER) })
    .end(`${reason} Send it again later.\n`)
}
