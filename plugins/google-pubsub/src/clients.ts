import type { PubSub, v1 } from '@google-cloud/pubsub'
import type { GoogleKey } from '@millrace/plugin-cloud'
import type { AuthClient } from 'google-auth-library'

/** The clients of one connection. They share one channel. */
export interface Clients {
  readonly sdk: typeof import('@google-cloud/pubsub')
  /** Batches what is published, and keeps leases. */
  readonly pubsub: PubSub
  readonly publisher: v1.PublisherClient
  readonly subscriber: v1.SubscriberClient
}

export interface ClientOptions {
  readonly project: string
  readonly endpoint: string
  /** None for an emulator, which is spoken to without encryption. */
  readonly key: GoogleKey | undefined
  /** Certificate of an authority of one's own, in PEM. */
  readonly ca: string | undefined
}

export const GOOGLE = 'pubsub.googleapis.com'

export const openClients = async ({ project, endpoint, key, ca }: ClientOptions): Promise<Clients> => {
  const sdk = await import('@google-cloud/pubsub')
  const { JWT, PassThroughClient } = await import('google-auth-library')
  const { PubSub, v1 } = sdk
  // with a client of ours the libraries look for no credentials in the environment
  const authClient = key ? new JWT({ email: key.client_email, key: key.private_key }) : new PassThroughClient()
  const pubsub = new PubSub({
    projectId: project,
    apiEndpoint: endpoint,
    emulatorMode: key === undefined,
    authClient,
    ...(key && ca && { sslCreds: await trusting(ca, authClient) })
  })
  const config = (await pubsub.getClientConfig()) as ConstructorParameters<typeof v1.PublisherClient>[0]
  return { sdk, pubsub, publisher: new v1.PublisherClient(config), subscriber: new v1.SubscriberClient(config) }
}

/** TLS that trusts one authority alone, with the token of the account for every call. */
const trusting = async (ca: string, authClient: AuthClient) => {
  const { grpc } = await import('google-gax')
  const { credentials, Metadata } = grpc
  const signed = credentials.createFromMetadataGenerator(({ service_url }, done) => {
    const metadata = new Metadata()
    authClient.getRequestHeaders(service_url).then(headers => {
      headers.forEach((value, name) => void metadata.set(name, value))
      done(null, metadata)
    }, done)
  })
  return credentials.combineChannelCredentials(credentials.createSsl(Buffer.from(ca)), signed)
}

export const closeClients = async ({ pubsub, publisher, subscriber }: Omit<Clients, 'sdk'>): Promise<void> => {
  await Promise.allSettled([pubsub.close(), publisher.close(), subscriber.close()])
}
