import { status } from '@grpc/grpc-js'

/** What a call is answered with when it fails. */
export class RpcError extends Error {
  readonly code: number
  readonly details: string

  constructor(code: number, details: string) {
    super(details)
    this.code = code
    this.details = details
  }
}

export const notFound = (name: string) => new RpcError(status.NOT_FOUND, `Resource not found (resource=${name}).`)
export const alreadyExists = (name: string) =>
  new RpcError(status.ALREADY_EXISTS, `Resource already exists in the project (resource=${name}).`)
export const invalid = (details: string) => new RpcError(status.INVALID_ARGUMENT, details)
export const unauthenticated = () =>
  new RpcError(status.UNAUTHENTICATED, 'Request had invalid authentication credentials.')
export const denied = () => new RpcError(status.PERMISSION_DENIED, 'User not authorized to perform this action.')
