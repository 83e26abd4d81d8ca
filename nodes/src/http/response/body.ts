export interface ResponseBody {
  readonly content: string | Uint8Array | undefined
  /** The content type where none is set. */
  readonly type?: string
}

/** A payload as the body of a response. */
export const bodyOf = (payload: unknown): ResponseBody => {
  if (payload === undefined) return { content: undefined }
  if (payload instanceof Uint8Array) return { content: payload, type: 'application/octet-stream' }
  if (typeof payload === 'object' || typeof payload === 'boolean')
    return { content: JSON.stringify(payload), type: 'application/json; charset=utf-8' }
  return { content: String(payload), type: 'text/html; charset=utf-8' }
}
