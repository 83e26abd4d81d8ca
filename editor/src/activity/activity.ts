import type { ActivityChange, ActivityMinute, IntegrationActivity } from '@millrace/server/protocol'

/** By the id of the integration. */
export type Activities = ReadonlyMap<string, IntegrationActivity>

const HOUR = 60
const MINUTE = 60_000

/** What was told a moment ago, laid over what is known; of an integration that is not known yet nothing is kept. */
export const receiveActivity = (known: Activities, changes: readonly ActivityChange[]): Activities => {
  const all = new Map(known)
  for (const { id, minute, total, limits } of changes) {
    const before = all.get(id)
    if (!before) continue
    const minutes = withMinute(before.minutes, minute)
    all.set(id, { ...before, minutes, lastHour: sumOf(minutes), total, limits })
  }
  return all
}

/** The minutes with one replaced or added, without gaps, the last hour of them. */
const withMinute = (minutes: readonly ActivityMinute[], next: ActivityMinute): readonly ActivityMinute[] => {
  const kept = minutes.filter(({ minute }) => minute < next.minute)
  const last = kept.at(-1)
  const silent: ActivityMinute[] = []
  for (let at = (last?.minute ?? next.minute) + MINUTE; at < next.minute; at += MINUTE)
    silent.push({ minute: at, received: 0, sent: 0, bytesReceived: 0, bytesSent: 0 })
  return [...kept, ...silent, next].slice(-HOUR)
}

const sumOf = (minutes: readonly ActivityMinute[]): IntegrationActivity['lastHour'] =>
  minutes.reduce(
    (sum, { received, sent, bytesReceived, bytesSent }) => ({
      received: sum.received + received,
      sent: sum.sent + sent,
      bytesReceived: sum.bytesReceived + bytesReceived,
      bytesSent: sum.bytesSent + bytesSent
    }),
    { received: 0, sent: 0, bytesReceived: 0, bytesSent: 0 }
  )

/** What went through in each minute, both ways, oldest first. */
export const throughput = ({ minutes }: Pick<IntegrationActivity, 'minutes'>): readonly number[] =>
  minutes.map(({ received, sent }) => received + sent)
