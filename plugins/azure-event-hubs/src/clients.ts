import type { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs'
import type { Access } from './access.ts'
import { type AmqpListener, listenToAmqp } from './amqp-connection.ts'

/** A client of the SDK that can be let go of whatever its far side does. */
export interface Held<Client> {
  readonly client: Client
  close(): Promise<void>
}

/** Makes clients of one namespace. */
export interface Clients {
  /** Fetches a token where people sign in with a credential; it is used until it ends. */
  signIn(signal: AbortSignal): Promise<void>
  producer(eventHub: string, listener: AmqpListener): Held<EventHubProducerClient>
  consumer(group: string, listener: AmqpListener): Held<EventHubConsumerClient>
}

/** What tokens are asked for. */
const SCOPE = 'https://eventhubs.azure.net//.default'

/** Milliseconds for the far side to say good-bye. */
const FAREWELL = 1000

/** `timeout` in milliseconds, for every step. The SDK tries once: trying again is the runtime's. */
export const openClients = async (access: Access, timeout: number): Promise<Clients> => {
  const sdk = await import('@azure/event-hubs')
  const { host, eventHub, connectionString, custom, endpoint } = access
  const options = {
    retryOptions: { maxRetries: 0, timeoutInMs: timeout },
    ...(custom && { customEndpointAddress: `sb://${endpoint.host}:${endpoint.port}` })
  }
  const token = access.credential && (await entraToken(access.credential))
  return {
    async signIn(abortSignal) {
      await token?.getToken(SCOPE, { abortSignal })
    },
    producer: (hub, listener) =>
      held(
        token
          ? new sdk.EventHubProducerClient(host, hub, token, options)
          : new sdk.EventHubProducerClient(connectionString as string, hub, options),
        listener
      ),
    consumer: (group, listener) =>
      held(
        token
          ? new sdk.EventHubConsumerClient(group, host, eventHub, token, options)
          : new sdk.EventHubConsumerClient(group, connectionString as string, eventHub, options),
        listener
      )
  }
}

/** Instance discovery asks a public server of Microsoft about the authority, which sovereign clouds cannot reach. */
const entraToken = async (credential: Readonly<Record<string, unknown>>) => {
  const { ClientSecretCredential } = await import('@azure/identity')
  const { tenantId, clientId, clientSecret, authority } = credential as Record<string, string>
  return new ClientSecretCredential(tenantId as string, clientId as string, clientSecret as string, {
    ...(authority && { authorityHost: authority }),
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 }
  })
}

const held = <Client extends { close(): Promise<void> }>(client: Client, listener: AmqpListener): Held<Client> => {
  const { promise: gone, resolve } = Promise.withResolvers<void>()
  let over = false
  const sever = listenToAmqp(client, {
    ...listener,
    lost() {
      resolve()
      if (!over) listener.lost()
      over = true
    }
  })
  return {
    client,
    async close() {
      over = true
      // the SDK waits for ever for the answer of a far side that is gone
      await shortly(Promise.race([client.close().catch(() => {}), gone]))
      sever()
    }
  }
}

/** Resolves when the far side has answered, or has had time to. */
const shortly = async (answer: Promise<void>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, FAREWELL)
  })
  await Promise.race([answer, late])
  clearTimeout(timer)
}
