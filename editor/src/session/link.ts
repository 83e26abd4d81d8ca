import type { Answer, ClientEvents, Pushes, Requests, ServerEvents } from '@millrace/server/protocol'
import { io, type Socket } from 'socket.io-client'
import { RequestError } from './request-error.ts'

type Name = keyof Requests
export type Payload<N extends Name> = Parameters<Requests[N]>
export type Value<N extends Name> = ReturnType<Requests[N]>

/** The socket to the server, which connects again by itself. */
export interface ServerLink {
  request<N extends Name>(name: N, ...payload: Payload<N>): Promise<Value<N>>
  on<P extends keyof Pushes>(push: P, heard: Pushes[P]): () => void
  onConnected(heard: () => void): void
  /** With the reason, where the server gave one. */
  onLost(heard: (reason: string | undefined) => void): void
}

/** A Test may wait for a far side; everything else answers at once. */
const patience = 120_000

const away = new RequestError({
  code: 'SERVER_AWAY',
  message: 'The editor has no connection to the server. It tries again by itself; then do this again.'
})

/** The address is that of the page, so that the editor works below any path. */
export const openLink = (page: string): ServerLink => {
  const address = new URL('socket.io', page)
  const socket: Socket<ServerEvents, ClientEvents> = io(address.origin, {
    path: address.pathname,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000
  })
  return {
    request: (name, ...payload) => ask(socket, name, payload),
    on: (push, heard) => {
      // biome-ignore lint/suspicious/noExplicitAny: Socket.IO cannot type a listener of a generic event name
      socket.on(push as any, heard as any)
      // biome-ignore lint/suspicious/noExplicitAny: as above
      return () => void socket.off(push as any, heard as any)
    },
    onConnected: heard => void socket.on('connect', heard),
    onLost: heard => {
      socket.on('disconnect', reason => {
        if (reason === 'io server disconnect') socket.connect()
        heard(undefined)
      })
      socket.on('connect_error', error => {
        if (!socket.active) setTimeout(() => socket.connect(), 5000)
        heard(socket.active ? undefined : error.message)
      })
    }
  }
}

const ask = async <N extends Name>(
  socket: Socket<ServerEvents, ClientEvents>,
  name: N,
  payload: Payload<N>
): Promise<Value<N>> => {
  if (!socket.connected) throw away
  const patient = socket.timeout(patience) as unknown as {
    emitWithAck(name: string, ...payload: unknown[]): Promise<Answer<Value<N>>>
  }
  const answer = await patient.emitWithAck(name, ...payload).catch(() => {
    throw away
  })
  if (answer.ok) return answer.value
  throw new RequestError(answer.error)
}
