import type { TSchema } from '@millrace/sdk'
import type { Principal } from '../operations/parts.ts'
import type { Pushes, Requests, Role } from '../protocol.ts'

/** Who sent a request over a socket. */
export interface Caller {
  readonly principal: Principal
  /** Aborted when the socket goes. */
  readonly signal: AbortSignal
  /** Tells this socket alone. */
  push<P extends keyof Pushes>(push: P, ...value: Parameters<Pushes[P]>): void
}

type Payload<N extends keyof Requests> = Parameters<Requests[N]> extends [infer P] ? P : undefined
type Value<N extends keyof Requests> = ReturnType<Requests[N]>

/** How one kind of request is answered, and by whom it may be asked. */
export interface RequestHandler<N extends keyof Requests> {
  readonly role: Role
  /** What the payload must look like; none when the request carries none. */
  readonly schema?: TSchema
  answer(payload: Payload<N>, caller: Caller): Value<N> | Promise<Value<N>>
}

export type RequestHandlers<N extends keyof Requests = keyof Requests> = { readonly [K in N]: RequestHandler<K> }
