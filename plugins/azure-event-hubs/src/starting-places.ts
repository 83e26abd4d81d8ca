import type { EventPosition, PartitionProperties } from '@azure/event-hubs'
import type { Checkpoints, Place } from './checkpoints.ts'
import type { HubConfig } from './config.ts'

export interface StartingPlacesOptions {
  readonly checkpoints: Checkpoints
  readonly start: HubConfig['start']
  properties(partition: string): Promise<Pick<PartitionProperties, 'lastEnqueuedOffset' | 'lastEnqueuedSequenceNumber'>>
}

const EARLIEST: EventPosition = { offset: '-1' }

/**
 * Where each partition goes on. What the people chose is for a trigger that never ran; where that leads is kept at once, so
 * that nothing is skipped when it stops before its first event. Everything in a partition or a hub that is new to a
 * trigger that ran before came after it began.
 */
export const startingPlaces = async (
  partitions: readonly string[],
  { checkpoints, start, properties }: StartingPlacesOptions
): Promise<ReadonlyMap<string, EventPosition>> => {
  const acquaintance = await checkpoints.acquaintance()
  const places = new Map<string, EventPosition>()
  for (const partition of partitions) {
    const place = acquaintance === 'known' ? await checkpoints.read(partition) : undefined
    const begin = place ?? (acquaintance === 'new' ? await chosen(start, () => properties(partition)) : undefined)
    if (begin !== undefined && place === undefined) await checkpoints.write(partition, begin)
    places.set(partition, begin === undefined ? EARLIEST : after(begin))
  }
  if (acquaintance !== 'known') await checkpoints.introduce()
  return places
}

const after = (place: Place): EventPosition =>
  'offset' in place ? { offset: place.offset, isInclusive: false } : { enqueuedOn: place.enqueuedAt }

const chosen = async (
  start: HubConfig['start'],
  properties: () => ReturnType<StartingPlacesOptions['properties']>
): Promise<Place | undefined> => {
  if (start.from === 'earliest') return undefined
  if (start.from === 'time') return { enqueuedAt: Date.parse(start.time) }
  const { lastEnqueuedOffset, lastEnqueuedSequenceNumber } = await properties()
  return lastEnqueuedSequenceNumber < 0
    ? undefined
    : { offset: lastEnqueuedOffset, sequenceNumber: lastEnqueuedSequenceNumber }
}
