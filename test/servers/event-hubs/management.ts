import rhea, { type Message } from 'rhea'
import type { Entities } from './entities.ts'

export interface Answer {
  readonly status: number
  readonly description: string
  readonly body?: Readonly<Record<string, unknown>>
}

const { types } = rhea
const UTF8_ARRAY = 0xa1

/** Answers a READ of a hub or of a partition. */
export const manage = ({ application_properties: asked = {} }: Message, entities: Entities): Answer => {
  const hub = entities.get(String(asked.name))
  if (hub === undefined) return { status: 404, description: `The messaging entity '${asked.name}' could not be found.` }
  const named = { name: asked.name, type: asked.type }
  if (asked.type === 'com.microsoft:eventhub')
    return ok({
      ...named,
      created_at: types.wrap_timestamp(hub.createdAt),
      partition_count: types.wrap_int(hub.partitions.length),
      partition_ids: types.wrap_array(
        hub.partitions.map(({ id }) => id),
        UTF8_ARRAY,
        undefined
      )
    })
  const partition = hub.partitions[Number(asked.partition)]
  if (partition === undefined) return { status: 404, description: `There is no partition ${asked.partition}.` }
  const { last } = partition
  return ok({
    ...named,
    partition: asked.partition,
    begin_sequence_number: types.wrap_long(0),
    last_enqueued_sequence_number: types.wrap_long(last?.sequence ?? -1),
    last_enqueued_offset: last?.offset ?? '-1',
    last_enqueued_time_utc: types.wrap_timestamp(last?.at ?? 0),
    is_partition_empty: last === undefined
  })
}

const ok = (body: Readonly<Record<string, unknown>>): Answer => ({ status: 200, description: 'OK', body })
