import type { EventHubProducerClient, EventHubProperties } from '@azure/event-hubs'
import type { ConnectContext } from '@millrace/sdk'
import type { Access } from './access.ts'
import type { Clients, Held } from './clients.ts'
import type { HubConfig } from './config.ts'
import { explain, isMissing } from './errors.ts'

export interface SignInOptions {
  readonly access: Access
  readonly clients: Clients
  readonly producer: Held<EventHubProducerClient>
}

/** Asks the hub what it is. One question answers both: whether we may come in, and after that whether the hub is there. */
export const signIn = async (
  { stage, signal, config }: ConnectContext<HubConfig>,
  { access, clients, producer }: SignInOptions
): Promise<EventHubProperties> => {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(config.timeout * 1000)])
  const ask = async (): Promise<EventHubProperties> => {
    await clients.signIn(deadline)
    return producer.client.getEventHubProperties({ abortSignal: deadline })
  }
  const answer = await stage('authenticate', () =>
    ask().then(
      found => ({ found, missing: undefined }),
      (error: Error) => {
        const missing = explain(error, { access })
        if (!isMissing(error)) throw missing
        return { found: undefined, missing }
      }
    )
  )
  return stage('event hub', () => {
    if (answer.missing) throw answer.missing
    return answer.found
  })
}
