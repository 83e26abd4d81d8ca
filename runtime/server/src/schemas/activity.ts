import { t } from '@millrace/sdk'

const amounts = {
  received: t.Integer(),
  sent: t.Integer(),
  bytesReceived: t.Integer(),
  bytesSent: t.Integer()
}

export const FlowUseSchema = t.Object({
  id: t.String(),
  name: t.String(),
  enabled: t.Boolean(),
  triggered: t.Boolean({ description: 'It is removed with the integration when includeFlows is set.' }),
  nodes: t.Array(t.Object({ id: t.String(), name: t.String(), type: t.String() }))
})
export const LogLineSchema = t.Object({
  level: t.String(),
  message: t.String(),
  at: t.Number(),
  owner: t.Optional(t.String()),
  fields: t.Optional(t.Object({}))
})
export const ActivitySchema = t.Object({
  id: t.String(),
  minutes: t.Array(t.Object({ minute: t.Number(), ...amounts })),
  lastHour: t.Object(amounts),
  total: t.Object(amounts),
  limits: t.Object({
    rate: t.Optional(t.Object({ used: t.Integer(), of: t.Number(), per: t.String() })),
    concurrent: t.Optional(t.Object({ used: t.Integer(), of: t.Number() })),
    waiting: t.Integer()
  }),
  lastError: t.Optional(t.Object({ message: t.String(), stage: t.Optional(t.String()), at: t.Number() })),
  createdAt: t.Optional(t.Number()),
  updatedAt: t.Optional(t.Number())
})
