import { readFileSync } from 'node:fs'
import { createRuntime, type Flow, type Runtime } from '@millrace/engine'
import { sqliteJournal } from '@millrace/journal'
import { createSandbox } from '@millrace/sandbox'
import type { Plugin } from '@millrace/sdk'
import type { DestinationStream } from 'pino'
import { ActivityMeter } from './activity/activity-meter.ts'
import { removeStale } from './backup/create-backup.ts'
import { DebugFeed } from './debug/debug-feed.ts'
import { LogHistory } from './debug/log-history.ts'
import { TrafficMeter } from './debug/traffic-meter.ts'
import { openDataFolder } from './files/data-folder.ts'
import { newToken, tellAddress } from './files/server-file.ts'
import { ExpiryWatch } from './health/expiry-watch.ts'
import { HealthWatch } from './health/health-watch.ts'
import { safeModeOf } from './health/safe-mode.ts'
import { StartRecord } from './health/start-record.ts'
import { type Door, openDoor } from './http/door.ts'
import { refusePublic } from './http/listen.ts'
import { createLog } from './log.ts'
import { Notices } from './notices.ts'
import { Changes } from './operations/changes.ts'
import { adoptFound } from './operations/found.ts'
import { keepIntegrationChange } from './operations/integrations.ts'
import type { ServerParts } from './operations/parts.ts'
import { pruneSecrets } from './operations/secrets-in-use.ts'
import { Turns } from './operations/turns.ts'
import { loadPlugins } from './plugins/load-plugins.ts'
import { guardProcess } from './process-guards.ts'
import { journalBounds } from './settings/journal-bounds.ts'
import { completeSettings } from './settings/load-settings.ts'
import { runtimeSettings, sandboxSettings } from './settings/runtime-settings.ts'
import type { Settings } from './settings/schema.ts'
import { createRedactor } from './vault/redactor.ts'

export interface ServerOptions {
  /** Holds flows, secrets, history and the journal; made when it is missing. */
  readonly dataDir: string
  /** As `loadSettings` gives them; what is left out has its default. */
  readonly settings?: Partial<Settings>
  /** What comes with the program; those of the data folder are added. */
  readonly plugins?: readonly Plugin[]
  /** Folder of the built editor; without it there is the API alone. */
  readonly editorDir?: string | undefined
  /** The flow of a data folder in which nothing was ever deployed. */
  readonly demo?: Flow
  /** The environment as flows may see it; that of the process without Millrace's own variables when left out. */
  readonly env?: (name: string) => string | undefined
  /** Where log lines go; standard error when left out. */
  readonly logStream?: DestinationStream
  /** Installs handlers that keep a stray error of a plugin from ending the process: for a main program. */
  readonly guardProcess?: boolean
}

export interface MillraceServer {
  /** Where the editor is. */
  readonly url: string
  readonly runtime: Runtime
  readonly parts: ServerParts
  /** Takes nothing new, lets messages finish for at most the drain timeout, and releases everything. */
  stop(): Promise<void>
}

/** Starts Millrace on a data folder. Rejects, with everything released again, when it cannot. */
export const createServer = async (options: ServerOptions): Promise<MillraceServer> => {
  const settings = await completeSettings(options.settings ?? {}, options.dataDir)
  refusePublic(settings)
  const releases = new AsyncDisposableStack()
  try {
    const { parts, door, record, token } = await build(options, settings, releases)
    await door.listen()
    releases.defer(await tellAddress(options.dataDir, { url: door.url, token }))
    const { safeMode } = parts.health.health
    await parts.runtime.start({ paused: safeMode !== undefined })
    if (safeMode) parts.log.warn('safe mode: flows are stopped', { ...safeMode })
    else record.running()
    record.serving()
    door.ready()
    await pruneSecrets(parts)
    parts.log.info('started', { url: door.url, dataDir: options.dataDir, flows: parts.runtime.flows.length })
    let stopping: Promise<void> | undefined
    return {
      url: door.url,
      runtime: parts.runtime,
      parts,
      stop: () => {
        stopping ??= releases.disposeAsync()
        return stopping
      }
    }
  } catch (error) {
    await releases.disposeAsync()
    throw error
  }
}

const build = async (
  options: ServerOptions,
  settings: Settings,
  releases: AsyncDisposableStack
): Promise<{ parts: ServerParts; door: Door; record: StartRecord; token: string }> => {
  const { dataDir, env = processEnv } = options
  const redactor = createRedactor()
  const log = createLog(settings.logLevel, redactor, options.logStream)
  const { secretKey, revisions } = settings
  const folder = await openDataFolder(dataDir, { secretKey, revisions, redactor })
  releases.defer(() => folder.close())
  await removeStale(dataDir)
  const record = new StartRecord(dataDir)
  const safeMode = safeModeOf(settings, record)
  if (options.guardProcess) releases.defer(guardProcess(log, (owner, error) => record.blame(owner, error)))
  releases.defer(() => record.end())
  record.begin()

  const notices = new Notices()
  for (const { code, message } of folder.problems) notices.add({ id: `${code} ${message}`, level: 'error', message })
  const { plugins, failures } = await loadPlugins({ dataDir, named: settings.plugins, given: options.plugins ?? [] })
  for (const { code, message } of failures) notices.add({ id: `${code} ${message}`, level: 'error', message })
  for (const { message } of notices.all) log.error('something cannot be used', { reason: message })

  const definitions = new Map(plugins.flatMap(({ contributes }) => contributes.map(one => [one.type, one] as const)))
  const adopted = await adoptFound(folder, type => definitions.get(type), options.demo)
  const journal = await sqliteJournal({ dir: dataDir, bounds: journalBounds(settings) })
  releases.defer(() => journal.close())

  const token = newToken()
  const door = await openDoor({ settings, log, editorDir: options.editorDir, token })
  const runtime = createRuntime({
    ...adopted,
    plugins,
    journal,
    log,
    env,
    sandbox: createSandbox(sandboxSettings(settings, dataDir)),
    storage: folder.storage.storage,
    state: folder.state.state,
    stateSaved: folder.state.saved,
    http: door.http,
    secret: id => folder.vault.secret(id),
    onIntegrationChange: integration => keepIntegrationChange(parts, integration),
    settings: runtimeSettings(settings)
  })
  const debug = new DebugFeed({ history: settings.debugHistory, push: messages => door.push('debug', messages) })
  const logs = new LogHistory()
  const traffic = new TrafficMeter(runtime, change => door.push('traffic', change))
  const activity = new ActivityMeter({ runtime, redactor, push: changes => door.push('activity', changes) })
  const health = new HealthWatch({
    runtime,
    dataDir,
    record,
    safeMode,
    log,
    usage: journal.usage,
    bounds: { messages: settings.journalMessages, bytes: settings.journalBytes },
    push: change => door.push('health', change)
  })
  const expiries = new ExpiryWatch(runtime, settings.expiryDays)
  const parts: ServerParts = {
    runtime,
    journal,
    health,
    expiries,
    folder,
    settings,
    redactor,
    log,
    env,
    notices,
    debug,
    logs,
    traffic,
    activity,
    changes: new Changes(),
    turns: new Turns(),
    writes: new Turns(),
    startedAt: Date.now(),
    version
  }
  for (const change of ['integrations', 'credentials', 'globals'] as const)
    parts.changes.on(change, () => expiries.look())
  runtime.on('debug', event => debug.add(event))
  runtime.on('log', event => logs.add(redactor.inside(event)))
  releases.defer(() => parts.turns.settled())
  releases.defer(() => door.close())
  releases.defer(() => {
    debug.close()
    traffic.close()
    activity.close()
    health.close()
    expiries.close()
  })
  releases.defer(() => runtime.stop())
  releases.defer(() => door.stopListening())
  door.serve(parts)
  return { parts, door, record, token }
}

const processEnv = (name: string): string | undefined => (name.startsWith('MILLRACE_') ? undefined : process.env[name])

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
