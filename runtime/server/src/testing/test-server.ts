import type { Flow } from '@millrace/engine'
import { afterEach } from 'mocha'
import { io, type Socket } from 'socket.io-client'
import type { Answer, ClientEvents, Requests, ServerEvents } from '../protocol.ts'
import { createServer, type MillraceServer, type ServerOptions } from '../server.ts'
import { testPlugin } from './plugin.ts'
import { temporaryFolder } from './temporary-folder.ts'

let running: MillraceServer[] = []
let sockets: Editor[] = []

export type Editor = Socket<ServerEvents, ClientEvents>

/** A server on a free port and a folder of its own, stopped after the test; its log is collected. */
export const startServer = async (options: Partial<ServerOptions> = {}) => {
  const lines: string[] = []
  const connected: object[] = []
  const gate = Promise.withResolvers<void>()
  const { settings, dataDir = temporaryFolder(), ...rest } = options
  const server = await createServer({
    dataDir,
    plugins: [testPlugin(connected, gate.promise)],
    logStream: { write: line => void lines.push(line) },
    ...rest,
    settings: { port: 0, drainTimeout: 2000, retryAttempts: 1, ...settings }
  })
  running.push(server)
  const call = (path: string, init: RequestInit & { json?: unknown } = {}) => {
    const { json, ...others } = init
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const headers = { ...(json !== undefined && { 'content-type': 'application/json' }), ...init.headers }
    return fetch(new URL(path, server.url), { redirect: 'manual', ...others, ...body, headers })
  }
  return { ...server, dataDir, lines, connected, open: gate.resolve, call }
}

/** An editor's socket; closed after the test. */
export const openEditor = (url: string, headers: Record<string, string> = {}): Editor => {
  const { origin, pathname } = new URL(url)
  const editor: Editor = io(origin, { path: `${pathname}socket.io`, extraHeaders: headers, reconnection: false })
  sockets.push(editor)
  return editor
}

/** Asks over a socket, as the editor does. */
export const ask = <N extends keyof Requests>(
  editor: Editor,
  name: N,
  ...payload: Parameters<Requests[N]>
): Promise<Answer<ReturnType<Requests[N]>>> =>
  (editor as unknown as { emitWithAck(name: string, ...payload: unknown[]): Promise<never> }).emitWithAck(
    name,
    ...payload
  )

/** The value of an answer that must be one. */
export const value = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const result = await answer
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** A flow of a button and a node that shows what it was pressed with. */
export const buttonFlow = (more: Partial<Flow> = {}): Flow => ({
  format: 1,
  id: 'f',
  name: 'Button',
  nodes: [
    { id: 'button', type: 'test/button', at: [0, 0], wires: [['show']] },
    { id: 'show', type: 'test/show', at: [100, 0], wires: [] }
  ],
  ...more
})

afterEach(async () => {
  for (const socket of sockets) socket.disconnect()
  sockets = []
  await Promise.all(running.map(server => server.stop()))
  running = []
})
