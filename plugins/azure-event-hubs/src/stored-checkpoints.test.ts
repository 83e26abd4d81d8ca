import type { StorageReader } from '@millrace/sdk/contract'

/** Sequence numbers of the checkpoints that a trigger keeps for a hub, by partition. */
export const checkpointsIn = async (storage: StorageReader, eventHub: string): Promise<Map<string, number>> => {
  const done = new Map<string, number>()
  for (const key of await storage.keys()) {
    const [, partition] = new RegExp(`/${eventHub}/[^/]+/partition/\\d+/(\\d+)$`).exec(key) ?? []
    const place = (await storage.get(key)) as { sequenceNumber?: number } | undefined
    if (partition !== undefined && place?.sequenceNumber !== undefined) done.set(partition, place.sequenceNumber)
  }
  return done
}
