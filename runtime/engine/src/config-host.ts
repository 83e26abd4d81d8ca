import { bareHost, type ConfigHost, FlowError, parse } from '@millrace/sdk'
import type { StoredCredential } from './files/integration.ts'
import { migrate } from './files/migrate.ts'
import type { Registry } from './registry.ts'
import type { RuntimeOptions } from './runtime-options.ts'
import { type States, stateOf } from './state.ts'

/** What an owner's config was made from, so that a change restarts only who read it. */
export interface Readings {
  readonly globals: Set<string>
  readonly credentials: Set<string>
}

export interface HostSources {
  readonly options: RuntimeOptions
  readonly registry: Registry
  readonly states: States
  globals(): Readonly<Record<string, unknown>>
  credential(id: string): StoredCredential | undefined
}

/** The host that turns an owner's stored config into a ready one; `readings` collects what it read on the way. */
export const configHost = (
  sources: HostSources,
  readings: Readings,
  flow?: { readonly id: string; readonly env?: Readonly<Record<string, unknown>> }
): ConfigHost => {
  const { options, registry } = sources
  const { sandbox } = options
  const host: ConfigHost = {
    global(name) {
      readings.globals.add(name)
      const globals = { ...sources.globals(), ...flow?.env }
      if (!Object.hasOwn(globals, name))
        throw new FlowError('GLOBAL_UNKNOWN', `names the global ${name}, which does not exist`)
      return globals[name]
    },
    env(name) {
      readings.globals.add(name)
      const own = flow?.env?.[name] ?? sources.globals()[name]
      return own === undefined ? options.env?.(name) : typeof own === 'object' ? JSON.stringify(own) : String(own)
    },
    secret(id) {
      const plain = options.secret?.(id)
      if (plain === undefined)
        throw new FlowError('SECRET_MISSING', 'is not in the credentials of this data folder: enter it again')
      return plain
    },
    credential(id) {
      readings.credentials.add(id)
      const stored = sources.credential(id)
      const definition = stored && registry.get(stored.type)
      if (!stored || definition?.kind !== 'credential')
        throw new FlowError('SECRET_MISSING', `names the credential ${id}, which does not exist`)
      if (stored.enabled === false)
        throw new FlowError(
          'CREDENTIAL_DISABLED',
          `names the credential “${stored.name}”, which is switched off: enable it`
        )
      const config = parse(definition.config, migrate(definition, stored), host) as object
      return { ...config, type: stored.type }
    },
    state: (scope, store) => stateOf(sources.states, scope, flow?.id ?? '', store),
    code: (source, path) => (sandbox ?? bareHost).code(source, path),
    expression: source => sandbox?.expression(source, host) ?? bareHost.expression(source)
  }
  return host
}
