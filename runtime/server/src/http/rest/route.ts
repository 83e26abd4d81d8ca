import type { Static, TObject, TSchema } from '@millrace/sdk'
import type { Principal } from '../../operations/parts.ts'
import type { Role } from '../../protocol.ts'

/** One request of the REST API: checked against, and described by, the same schemas. */
export interface RestRoute {
  readonly method: 'get' | 'put' | 'post' | 'delete'
  /** `/flows/:id` */
  readonly path: string
  /** The least role that may ask. */
  readonly role: Role
  readonly summary: string
  readonly query?: TObject
  readonly body?: TSchema
  /** What it answers with; nothing when left out. */
  readonly response?: TSchema
  answer(request: RestRequest): unknown
}

export interface RestRequest<Query = unknown, Body = unknown> {
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  readonly principal: Principal
  /** Aborted when the client goes. */
  readonly signal: AbortSignal
}

type Draft<Q extends TObject, B extends TSchema> = Omit<RestRoute, 'query' | 'body' | 'answer'> & {
  readonly query?: Q
  readonly body?: B
  answer(request: RestRequest<Static<Q>, Static<B>>): unknown
}

/** Ties the types of a route's request to its schemas. */
export const route = <Q extends TObject, B extends TSchema>(draft: Draft<Q, B>): RestRoute => draft as RestRoute
