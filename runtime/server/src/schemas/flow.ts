import type { Flow } from '@millrace/engine'
import { t } from '@millrace/sdk'

/** Ids are part of addresses such as `flow/node`, so they hold no slash. */
const Id = t.String({ minLength: 1, maxLength: 200, pattern: '^[^/]+$' })
const Ids = t.Array(t.String())
const Foreign = t.Optional(t.Object({}))

const RetrySchema = t.Object({
  attempts: t.Optional(t.Integer({ minimum: 1, description: 'How often a message is tried in all.' })),
  delay: t.Optional(t.Number({ minimum: 0, description: 'Milliseconds before the second try.' })),
  maxDelay: t.Optional(t.Number({ minimum: 0, description: 'The longest wait between two tries, in milliseconds.' }))
})

const FlowNodeSchema = t.Object({
  id: Id,
  type: t.String({ minLength: 1 }),
  version: t.Optional(t.Integer({ minimum: 1 })),
  name: t.Optional(t.String()),
  enabled: t.Optional(t.Boolean()),
  integration: t.Optional(t.String()),
  events: t.Optional(t.Array(t.String({ enum: ['message', 'connect', 'disconnect', 'failure'] }))),
  config: t.Optional(t.Object({})),
  retry: t.Optional(RetrySchema),
  maxInFlight: t.Optional(
    t.Integer({ minimum: 1, maximum: 100_000, description: 'Of a trigger: messages under way at the same time.' })
  ),
  orderBy: t.Optional(
    t.String({ minLength: 1, description: 'Of a trigger: the property whose equal values keep their order.' })
  ),
  at: t.Array(t.Number(), { minItems: 2, maxItems: 2 }),
  wires: t.Array(Ids),
  foreign: Foreign
})

/** What makes a flow one; whether it can run is for a deploy to find out. */
export const FlowSchema = t.Unsafe<Flow>(
  t.Object(
    {
      format: t.Literal(1),
      id: Id,
      name: t.String(),
      enabled: t.Optional(t.Boolean()),
      description: t.Optional(t.String()),
      env: t.Optional(t.Object({})),
      retry: t.Optional(RetrySchema),
      nodes: t.Array(FlowNodeSchema),
      groups: t.Optional(t.Array(t.Object({ id: Id, name: t.Optional(t.String()), members: Ids, foreign: Foreign }))),
      foreign: Foreign
    },
    { title: 'Flow' }
  )
)
