/** The runtime's own port. What is registered ends with its owner; a path that is taken is refused with PATH_TAKEN. */
export interface Http {
  /** `method` is upper case; `path` may hold parameters (`/devices/:id`), which arrive decoded. */
  route(method: string, path: string, answer: (request: HttpRequest) => Promise<Response>): void
  /** Meets WebSocket clients that connect to `path`. */
  socket(path: string, meet: (socket: HttpSocket, request: HttpRequest) => void): void
}

/** The web's Request, with what a server knows besides. */
export interface HttpRequest extends Request {
  readonly params: Readonly<Record<string, string>>
  /** Address of the client, as the settings on proxies see it. */
  readonly ip: string
}

/** One WebSocket client. */
export interface HttpSocket {
  send(data: string | Uint8Array): Promise<void>
  close(code?: number, reason?: string): void
  onMessage(heard: (data: string | Uint8Array) => void): void
  onClose(closed: (code: number, reason: string) => void): void
}
