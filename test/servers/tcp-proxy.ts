import { connect, createServer, type Socket } from 'node:net'

/** A line that can be cut: everything goes through to a port of 127.0.0.1 until then. */
export interface TcpProxy {
  readonly port: number
  /** Lets nothing through any more, without breaking anything. */
  pause(): void
  /** Breaks every connection, without a word. */
  cut(): void
  close(): Promise<void>
}

export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  }
  const server = createServer(near => {
    const far = keep(connect(target, '127.0.0.1'))
    keep(near).pipe(far).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise<void>(resolve => server.once('listening', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    cut,
    pause() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      cut()
      return closed
    }
  }
}
