import type { Listening } from './listener.ts'
import type { QoS } from './qos.ts'
import { covers, overlap, widest } from './topic-match.ts'

/**
 * The filters to subscribe to for these listeners, each with the highest quality of service that one of them asks for.
 * A broker that does not say which subscription a message came by gets no filter that another covers: its message would
 * come twice, and nobody could tell.
 */
export const wantedFilters = (all: readonly Listening[], identified: boolean): Map<string, QoS> => {
  const wanted = new Map<string, QoS>()
  for (const { filters, listener } of all)
    for (const filter of filters) wanted.set(filter, highest(wanted.get(filter), listener.qos))
  if (identified) return wanted
  const filters = [...wanted.keys()]
  return new Map(
    widest(filters).map(wide => [
      wide,
      filters.filter(filter => covers(wide, filter)).reduce((qos, filter) => highest(qos, wanted.get(filter)), 0 as QoS)
    ])
  )
}

/** Pairs of filters of which some topics belong to both: without identifiers their messages may come twice. */
export const overlapping = (filters: readonly string[]): [string, string][] =>
  filters.flatMap((one, i) =>
    filters.slice(i + 1).flatMap((other): [string, string][] => (overlap(one, other) ? [[one, other]] : []))
  )

const highest = (one: QoS = 0, other: QoS = 0): QoS => (one > other ? one : other)
