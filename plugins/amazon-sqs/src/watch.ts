import type { Client } from './client.ts'

/** Between requests nothing tells whether the service is there: asks after so many seconds without one. Returns what ends it. */
export const watch = (client: Client, seconds: number, signal: AbortSignal): (() => void) => {
  const quiet = seconds * 1000
  const look = () => {
    if (performance.now() - client.answered < quiet) return
    client.attributes(signal).catch(() => {})
  }
  const timer = setInterval(look, quiet)
  return () => clearInterval(timer)
}
