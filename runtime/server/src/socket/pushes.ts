import type { Runtime } from '@millrace/engine'
import { Batch } from '../debug/batch.ts'
import type { ServerParts } from '../operations/parts.ts'
import { withoutSecrets } from '../operations/workspace.ts'
import { LogFeed } from './log-feed.ts'
import type { Editors } from './sockets.ts'

/** Milliseconds for which statuses and connections are collected. */
const INTERVAL = 80

/** Tells the editors what changes. Answers with what ends it. */
export const startPushes = (parts: ServerParts, editors: Editors): (() => void) => {
  const { runtime, changes, notices, redactor } = parts
  const statuses = new Batch<ReturnType<Runtime['statuses']>[number]>(INTERVAL, values =>
    editors.emit('status', redactor.inside(values))
  )
  const connections = new Batch<ReturnType<Runtime['connections']>[number]>(INTERVAL, values =>
    editors.emit('connection', redactor.inside(values))
  )
  const log = new LogFeed(lines => editors.emit('log', lines))
  const ends = [
    runtime.on('status', status => statuses.add(status.address, status)),
    runtime.on('connection', state => connections.add(state.id, state)),
    runtime.on('deadLetters', change => void editors.emit('deadLetters', change)),
    runtime.on('log', event => {
      if (event.level === 'debug' || !runtime.integrations.some(({ id }) => id === event.owner)) return
      log.add(redactor.inside(event))
    }),
    () => log.close(),
    () => statuses.close(),
    () => connections.close()
  ]
  changes.on('deployed', change => editors.emit('deployed', change))
  changes.on('integrations', integrations => editors.emit('integrations', withoutSecrets(runtime, integrations)))
  changes.on('credentials', credentials => editors.emit('credentials', withoutSecrets(runtime, credentials)))
  changes.on('globals', globals => editors.emit('globals', globals))
  changes.on('deadLetters', change => editors.emit('deadLetters', change))
  parts.expiries.onChange(warnings => void editors.emit('expiries', warnings))
  notices.onChange(all => void editors.emit('notices', all))
  return () => {
    changes.removeAllListeners()
    for (const end of ends) end()
  }
}
