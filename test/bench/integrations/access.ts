/** How both sides reach a stand-in. A process is told it as JSON. */
export interface AccessOf {
  readonly mqtt: { readonly port: number; readonly clientId: string }
  readonly 'amazon-sqs': {
    readonly in: string
    readonly out: string
    readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  readonly 'google-pubsub': { readonly port: number }
  readonly 'azure-event-hubs': { readonly connectionString: string }
}

export type Broker = keyof AccessOf

/** What a process of this folder was started with. */
export const givenAccess = <B extends Broker>(): AccessOf[B] => JSON.parse(process.argv[2] ?? '{}')
