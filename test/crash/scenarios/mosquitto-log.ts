/**
 * How many messages mosquitto had sent to a client and not heard of when that client was gone, summed over all its
 * connections. Mosquitto hands a client that comes back its whole queue, whatever its own window says, so this is counted
 * and not assumed.
 */
export const unacknowledgedBy = (log: string, client: string): number => {
  const sent = new Set<string>()
  let sum = 0
  for (const line of log.split('\n')) {
    if (!line.includes(client)) continue
    const out = /Sending PUBLISH to \S+ \(d\d, q1, r\d, m(\d+)/.exec(line)?.[1]
    const acknowledged = /Received PUBACK from \S+ \(Mid: (\d+)/.exec(line)?.[1]
    if (out !== undefined) sent.add(out)
    if (acknowledged !== undefined) sent.delete(acknowledged)
    if (line.includes('New client connected')) sum += sent.size
  }
  return sum
}
