import { setTimeout as delay } from 'node:timers/promises'
import type { Http, Log } from '@millrace/sdk'
import type { ServerParts } from '../operations/parts.ts'
import type { Pushes } from '../protocol.ts'
import type { Settings } from '../settings/schema.ts'
import { startPushes } from '../socket/pushes.ts'
import { type Editors, openSockets } from '../socket/sockets.ts'
import { createApp, reservedPaths, withSlashes } from './app.ts'
import { editorNames } from './editor.ts'
import { flowRefusal } from './flow-refusal.ts'
import { FlowRoutes } from './flow-routes/flow-routes.ts'
import { createListener, listen } from './listen.ts'
import { createPrincipals } from './principals.ts'
import { createSessions } from './sessions.ts'
import { takeUpgrades } from './upgrades.ts'

export interface DoorOptions {
  readonly settings: Settings
  readonly log: Log
  readonly editorDir: string | undefined
  /** Whoever presents it is an admin. */
  readonly token: string
}

/** The port of a server: editors, API and flows come in here. */
export interface Door {
  /** Known once it listens. */
  readonly url: string
  /** The port as a runtime hands it to its triggers. */
  readonly http: (owner: string, signal: AbortSignal) => Http
  /** Tells all editors. */
  push<P extends keyof Pushes>(push: P, ...value: Parameters<Pushes[P]>): void
  serve(parts: ServerParts): void
  listen(): Promise<void>
  /** From now on `/health/ready` says so. */
  ready(): void
  stopListening(): void
  /** Ends every connection. */
  close(): Promise<void>
}

/** Milliseconds that answers have to reach their clients when the server stops. */
const GRACE = 1000

export const openDoor = async ({ settings, log, editorDir, token }: DoorOptions): Promise<Door> => {
  const path = withSlashes(settings.path)
  const isReserved = reservedPaths(editorNames(editorDir))
  const flowRoutes = new FlowRoutes({
    isReserved,
    maxBody: settings.maxBody,
    log,
    refusal: owner => served && flowRefusal(served, owner)
  })
  let served: ServerParts | undefined
  const server = await createListener(settings)
  let editors: Editors | undefined
  let endPushes = () => {}
  let isReady = false
  let url = ''
  return {
    http: flowRoutes.http,
    get url() {
      return url
    },
    push: (push, ...value) => void editors?.emit(push, ...value),
    serve(parts) {
      served = parts
      const sessions = createSessions(parts.folder.vault.deriveKey('sessions'), settings.password, path)
      const principals = createPrincipals(settings.password, sessions, token)
      const ready = () => isReady
      const app = createApp({ parts, principals, sessions, flowRoutes, path, editorDir, isReserved, isReady: ready })
      // Before Socket.IO, which takes its own requests out of those for listeners that are there already.
      server.on('request', app)
      editors = openSockets(server, { parts, principals, path: `${path}socket.io` })
      takeUpgrades(server, { flowRoutes, settings, path })
      endPushes = startPushes(parts, editors)
    },
    async listen() {
      url = (await listen(server, settings)) + path
    },
    ready() {
      isReady = true
    },
    stopListening() {
      isReady = false
      server.close()
    },
    async close() {
      endPushes()
      flowRoutes.close()
      const closed = editors?.close()
      await Promise.race([closed, delay(GRACE, undefined, { ref: false })])
      flowRoutes.terminate()
      server.closeAllConnections()
      await closed
    }
  }
}
