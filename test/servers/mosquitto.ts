import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type Certificates, makeCertificates } from './certificates.ts'
import { freePorts } from './free-ports.ts'
import { aclFile, dynamicSecurity, type Listener, listeners, passwordFile } from './mosquitto-config.ts'
import { until } from './until.ts'

export interface MosquittoOptions {
  /** After how many changes the broker writes its state to disk; what a SIGKILL finds unwritten is gone. */
  readonly saveEvery?: number
  /** Lines added to the configuration, such as `max_inflight_messages 5`. */
  readonly settings?: readonly string[]
}

/** A real mosquitto on ports of its own. */
export interface Mosquitto {
  readonly host: '127.0.0.1'
  /**
   * `mqtt`, `mqtts`, `ws`, `wss` let everybody in; `password` wants the user and refuses to publish to `refused/#`;
   * `certificate` wants the client certificate (mqtts); `guarded` wants the user and refuses to subscribe to `refused/#`.
   */
  readonly ports: Readonly<Record<Listener, number>>
  readonly user: { readonly username: string; readonly password: string }
  readonly certificates: Certificates
  /** Everything it logged. */
  log(): string
  /** Resolves when its state of now is on disk. It also saves by itself, a moment after each change. */
  save(): Promise<void>
  /** SIGKILL: nothing is said good-bye to, nothing is saved. */
  kill(): Promise<void>
  /** Starts it again on the same ports, with the state that was saved. */
  restart(): Promise<void>
  /** Ends it and removes its files. */
  stop(): Promise<void>
}

const user = { username: 'plant', password: 'sluice-gate' }

/** Starts mosquitto, which must be installed, in a temporary folder. */
export const startMosquitto = async (options: MosquittoOptions = {}): Promise<Mosquitto> => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-mosquitto-'))
  try {
    return await start(folder, options)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const start = async (folder: string, { saveEvery = 1, settings = [] }: MosquittoOptions): Promise<Mosquitto> => {
  const names = Object.keys(listeners) as Listener[]
  const found = await freePorts(names.length)
  const ports = Object.fromEntries(names.map((name, i) => [name, found[i]])) as Record<Listener, number>
  const certificates = await makeCertificates(folder)
  await Promise.all([
    writeFile(join(folder, 'passwords'), passwordFile(user)),
    writeFile(join(folder, 'acl'), aclFile(user)),
    writeFile(join(folder, 'dynamic-security.json'), dynamicSecurity(user)),
    writeFile(
      join(folder, 'mosquitto.conf'),
      [
        `user ${userInfo().username}`,
        'per_listener_settings true',
        'log_type all',
        'persistence true',
        `persistence_location ${folder}/`,
        'autosave_on_changes true',
        `autosave_interval ${saveEvery}`,
        ...settings,
        ...names.flatMap(name => [`listener ${ports[name]} 127.0.0.1`, ...listeners[name](folder)])
      ].join('\n')
    )
  ])
  let log = ''
  const hear = (text: string) => {
    log += text
  }
  let running = await launch(folder, hear)
  return {
    host: '127.0.0.1',
    ports,
    user,
    certificates,
    log: () => log,
    async save() {
      const written = () =>
        stat(join(folder, 'mosquitto.db')).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0
        )
      const before = await written()
      running.kill('SIGUSR1')
      await until(async () => (await written()) > before)
    },
    kill: () => end(running, 'SIGKILL'),
    async restart() {
      running = await launch(folder, hear)
    },
    async stop() {
      await end(running, 'SIGTERM')
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Resolves when every listener is open. */
const launch = async (folder: string, hear: (text: string) => void): Promise<ChildProcess> => {
  const child = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`mosquitto ended with ${code}:\n${said}`)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      hear(text)
      said += text
      if (said.includes('mosquitto version') && said.includes('running')) resolve()
    })
  })
  child.removeAllListeners('exit')
  return child
}

const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.kill(signal)
  await gone
}
