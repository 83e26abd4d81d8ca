/** The runtime's own port. What is registered ends with its owner; a path that is taken is refused with PATH_TAKEN. */
export interface Http {
  /** `method` is upper case; `path` may hold parameters (`/devices/:id`), which arrive decoded. */
  route(method: string, path: string, answer: (request: HttpRequest) => Promise<Response | HttpAnswer>): void
  /** Meets WebSocket clients that connect to `path`. */
  socket(path: string, meet: (socket: HttpSocket, request: HttpRequest) => void): void
}

/** What the web's Request tells of a request, with what a server knows besides. */
export interface HttpRequest extends Pick<Request, WebRequestPart> {
  readonly params: Readonly<Record<string, string>>
  /** The headers by lower-case name, several of one name joined by a comma; cheaper than `headers` where they are there. */
  readonly fields?: Readonly<Record<string, string>>
  /** Address of the client, as the settings on proxies see it. */
  readonly ip: string
}

type WebRequestPart =
  | 'method'
  | 'url'
  | 'headers'
  | 'body'
  | 'signal'
  | 'bytes'
  | 'arrayBuffer'
  | 'text'
  | 'json'
  | 'formData'

/** An answer whose body is there already: cheaper than the web's Response, whose body is a stream. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: string | Uint8Array | undefined
}

/** One WebSocket client. */
export interface HttpSocket {
  send(data: string | Uint8Array): Promise<void>
  close(code?: number, reason?: string): void
  onMessage(heard: (data: string | Uint8Array) => void): void
  onClose(closed: (code: number, reason: string) => void): void
}
