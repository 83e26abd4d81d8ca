import type { Client } from './client.ts'

/** Milliseconds without any request after which one is made: between requests, nothing tells whether the service is there. */
const QUIET = 60_000

/** Asks from time to time, so that a connection that nobody uses has a true status. Returns what ends it. */
export const watch = (client: Client, signal: AbortSignal): (() => void) => {
  const look = () => {
    if (performance.now() - client.answered < QUIET) return
    client.attributes(signal).catch(() => {})
  }
  const timer = setInterval(look, QUIET)
  return () => clearInterval(timer)
}
