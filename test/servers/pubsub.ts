import { Server, ServerCredentials } from '@grpc/grpc-js'
import type { KeyPair } from './certificates.ts'
import { Accounts } from './pubsub/accounts.ts'
import { Faults } from './pubsub/faults.ts'
import { Project } from './pubsub/project.ts'
import { loadServices } from './pubsub/protos.ts'
import { serve } from './pubsub/services.ts'

export interface PubSubOptions {
  /** Opens a second port, with TLS, that only accounts may use. */
  readonly certificate?: KeyPair
}

/**
 * Pub/Sub on ports of its own, with the protos of the real one: topics, subscriptions, leases, ordering keys, filters,
 * permissions, accounts. Unlike the real service it gives messages back soon after a stream ends.
 */
export interface PubSubServer {
  /** Lets everybody in, as an emulator does. */
  readonly port: number
  /** Wants TLS and the token of an account; 0 without a certificate. */
  readonly securePort: number
  /** What it holds: also while it is stopped. */
  readonly project: Project
  readonly accounts: Accounts
  readonly faults: Faults
  /** How often a method was called. */
  calls(method: string): number
  /** Gives back every message that is on lease, as if nobody had extended it. */
  expireLeases(): void
  /** Breaks every connection and listens no more. */
  stop(): Promise<void>
  /** Listens again on the same ports. */
  start(): Promise<void>
}

/** How often leases are looked at, in milliseconds. */
const LEASE_CHECK = 20

export const startPubSub = async ({ certificate }: PubSubOptions = {}): Promise<PubSubServer> => {
  const project = new Project()
  const faults = new Faults()
  const accounts = new Accounts()
  const calls = new Map<string, number>()
  const services = loadServices()
  const secure = certificate && credentialsOf(certificate)
  const everybody = serve({ project, faults, calls, welcome: () => true })
  const accountsOnly = serve({ project, faults, calls, welcome: accounts.welcome })
  const expire = (now: number) => {
    for (const subscription of project.subscriptions.values()) subscription.expire(now)
  }
  let servers: Server[] = []
  let timer: NodeJS.Timeout
  const listen = async (handlers: typeof everybody, port: number, credentials: ServerCredentials): Promise<number> => {
    const server = new Server({ 'grpc.max_receive_message_length': -1 })
    server.addService(services.publisher, handlers.publisher)
    server.addService(services.subscriber, handlers.subscriber)
    server.addService(services.iam, handlers.iam)
    servers.push(server)
    return new Promise((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)))
    )
  }
  const open = async (port: number, securePort: number) => {
    timer = setInterval(() => expire(Date.now()), LEASE_CHECK)
    return {
      port: await listen(everybody, port, ServerCredentials.createInsecure()),
      securePort: secure ? await listen(accountsOnly, securePort, secure) : 0
    }
  }
  const ports = await open(0, 0)
  return {
    ...ports,
    project,
    accounts,
    faults,
    calls: method => calls.get(method) ?? 0,
    expireLeases: () => expire(Number.POSITIVE_INFINITY),
    async stop() {
      clearInterval(timer)
      for (const server of servers) server.forceShutdown()
      servers = []
    },
    async start() {
      await open(ports.port, ports.securePort)
    }
  }
}

const credentialsOf = ({ certificate, privateKey }: KeyPair): ServerCredentials =>
  ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(certificate), private_key: Buffer.from(privateKey) }])
