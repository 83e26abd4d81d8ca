import { denied, RpcError } from './rpc-error.ts'

/** The permission that each method needs. */
const permissions: Readonly<Record<string, readonly string[]>> = {
  CreateTopic: ['pubsub.topics.create'],
  GetTopic: ['pubsub.topics.get'],
  ListTopics: ['pubsub.topics.list'],
  DeleteTopic: ['pubsub.topics.delete'],
  Publish: ['pubsub.topics.publish'],
  CreateSubscription: ['pubsub.subscriptions.create', 'pubsub.topics.attachSubscription'],
  GetSubscription: ['pubsub.subscriptions.get'],
  ListSubscriptions: ['pubsub.subscriptions.list'],
  DeleteSubscription: ['pubsub.subscriptions.delete'],
  StreamingPull: ['pubsub.subscriptions.consume'],
  Acknowledge: ['pubsub.subscriptions.consume'],
  ModifyAckDeadline: ['pubsub.subscriptions.consume']
}

export interface Failure {
  /** A status of gRPC. */
  readonly code: number
  readonly details?: string
  /** How many calls fail; all until `mend` when left out. */
  readonly times?: number
}

/** What goes wrong because a test wants it to. */
export class Faults {
  readonly #denied = new Set<string>()
  readonly #failures = new Map<string, { readonly error: RpcError; left: number }>()

  /** Takes a permission away from everybody. */
  deny(permission: string): void {
    this.#denied.add(permission)
  }

  allow(permission: string): void {
    this.#denied.delete(permission)
  }

  allowed(permission: string): boolean {
    return !this.#denied.has(permission)
  }

  /** Lets calls of a method fail, such as `Publish`. */
  fail(method: string, { code, details = 'on demand', times = Number.POSITIVE_INFINITY }: Failure): void {
    this.#failures.set(method, { error: new RpcError(code, details), left: times })
  }

  mend(method: string): void {
    this.#failures.delete(method)
  }

  /** Throws when this call must fail. */
  check(method: string): void {
    if (permissions[method]?.some(permission => this.#denied.has(permission))) throw denied()
    const failure = this.#failures.get(method)
    if (!failure) return
    failure.left--
    if (failure.left === 0) this.#failures.delete(method)
    throw failure.error
  }
}
