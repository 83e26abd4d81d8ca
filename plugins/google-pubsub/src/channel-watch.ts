import type { v1 } from '@google-cloud/pubsub'

/** A channel of gRPC, as far as it is needed here. */
interface Channel {
  getConnectivityState(connect: boolean): number
  watchConnectivityState(state: number, deadline: number, changed: (error?: Error) => void): void
}

const TRANSIENT_FAILURE = 3
const SHUTDOWN = 4

/**
 * Tells when the service cannot be reached any more: the SDK itself only tries again and says nothing. A connection that
 * is replaced by another, as Google's are every hour, is no loss. Returns what ends the watching.
 */
export const watchChannel = async (client: v1.SubscriberClient, lost: () => void): Promise<() => void> => {
  const stub = (await client.initialize()) as unknown as { getChannel(): Channel }
  const channel = stub.getChannel()
  let ended = false
  const watch = () => {
    if (ended) return
    const state = channel.getConnectivityState(true)
    if (state === SHUTDOWN) return
    if (state === TRANSIENT_FAILURE) lost()
    else channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, watch)
  }
  watch()
  return () => {
    ended = true
  }
}
