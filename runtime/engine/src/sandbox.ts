import type { Code, ConfigHost, Handler, Message, Out, Outgoing, Value } from '@millrace/sdk'

/** What runs people's JavaScript. `@millrace/sandbox` implements it; without one, nodes with code are refused at deploy. */
export interface Sandbox {
  /** Compiles the code of one node. Throws a ConfigError whose message gives line and column. */
  code(source: string, path: string): Code
  /** Compiles a JSONata expression into a function that is bounded in time. */
  expression(source: string, host: Pick<ConfigHost, 'env' | 'state'>): Value
  close(): Promise<void>
}

/**
 * What a delivery is besides, for a sandbox that runs several nodes of a flow at once: code has taken the message along
 * some outputs by itself, and the delivery catches up with it, so that counts, ids and settlements are those of messages
 * that went from node to node.
 */
export interface FusedOut extends Out {
  readonly station: Stop
  /** What stands behind an output, where a message needs nothing but its handler: it stands there alone, has room at all times, and nobody hears when it is done. */
  next(stop: Stop, port: number): Stop | undefined
  /** Every node on the way has sent that one message and is done. What the last of them sent leaves, if it sent something. */
  passAlong(ports: readonly number[], outgoing?: Outgoing, port?: number): void
  /** Every node on the way has sent that one message and is done, but the last, which has the message now. It is settled by whoever called this. */
  along(ports: readonly number[], message: Message): FusedOut
  settle(error?: Error): void
}

/** A node's place in one deployed graph. */
export interface Stop {
  readonly unit: {
    readonly handler: Handler
    /** A message has passed this output; it is shown as the last. */
    remember(port: number, message: Message): void
  }
  readonly wires: readonly (readonly Stop[])[]
  /** The same for all stops of one graph. */
  readonly hearing: object
}
