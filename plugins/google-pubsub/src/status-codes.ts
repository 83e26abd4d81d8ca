/** The status codes of gRPC that this plugin tells apart. */
export const rpc = {
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16
} as const

/** The code of what a call failed with; undefined when it was no call. */
export const codeOf = (error: unknown): number | undefined => {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'number' ? code : undefined
}

/** What the service said, without the code that the client puts in front. */
export const detailsOf = (error: unknown): string => {
  const { details, message } = error as { readonly details?: unknown; readonly message?: unknown }
  return typeof details === 'string' && details !== '' ? details : String(message)
}
