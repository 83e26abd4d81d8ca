import type { Context, Log, Metrics } from '@millrace/sdk'
import type { Events } from '../events.ts'
import type { RuntimeOptions } from '../runtime-options.ts'
import type { RuntimeEvents } from '../runtime-view.ts'

/** What every running thing is given, besides its config and its end. */
export type ContextParts = Omit<Context<unknown>, 'config' | 'signal' | 'defer'>

export interface ContextSources {
  readonly options: Required<Pick<RuntimeOptions, 'storage' | 'fetch' | 'log'>>
  readonly events: Events<RuntimeEvents>
  readonly metrics: (owner: string) => Metrics
}

export const contextParts = (sources: ContextSources, id: string, name: string): ContextParts => ({
  id,
  name,
  log: ownedLog(sources, id),
  metrics: sources.metrics(id),
  storage: sources.options.storage(id),
  fetch: sources.options.fetch
})

/** Writes to the runtime's log with the owner's name, and tells those who listen, such as the log page of an integration. */
export const ownedLog = ({ options, events }: ContextSources, owner: string): Log => {
  const write = (level: keyof Log) => (message: string, fields?: object) => {
    options.log[level](message, { owner, ...fields })
    events.emit('log', { level, message, at: Date.now(), owner, ...(fields && { fields }) })
  }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
