import { nothing, plus } from '../activity/minutes.ts'
import type { IntegrationActivity } from '../protocol.ts'
import { datesOf } from './dates.ts'
import type { ServerParts } from './parts.ts'

/** What went through each integration in the last hour, what it uses of its limits, and what went wrong last. */
export const integrationActivity = (parts: ServerParts): readonly IntegrationActivity[] => {
  const now = Date.now()
  parts.activity.look(now)
  return parts.runtime.connections().map(state => {
    const { minutes, limits, lastError } = parts.activity.of(state)
    const last = minutes.last(now)
    return {
      id: state.id,
      minutes: last,
      lastHour: last.reduce((sum, { minute: _minute, ...amount }) => plus(sum, amount), nothing),
      total: minutes.total,
      limits,
      ...(lastError && { lastError }),
      ...datesOf(parts.folder.facts, 'integration', state.id)
    }
  })
}
