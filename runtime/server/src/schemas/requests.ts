import { t } from '@millrace/sdk'
import { FlowSchema } from './flow.ts'
import { IntegrationSchema } from './integration.ts'

export const Id = t.Object({ id: t.String({ minLength: 1 }) })
export const Page = t.Object({
  limit: t.Optional(t.Integer({ minimum: 1, maximum: 1000 })),
  before: t.Optional(t.Number())
})
export const Deploy = t.Object({
  base: t.Integer(),
  flows: t.Array(FlowSchema),
  note: t.Optional(t.String({ maxLength: 2000 }))
})
export const Flows = t.Object({ flows: t.Array(FlowSchema) })
export const TypedConfig = t.Object({ type: t.String(), config: t.Unknown() })
export const ListQuery = t.Object({ integration: t.String(), list: t.String(), search: t.String() })
export const RemoveIntegration = t.Object({ id: t.String(), includeFlows: t.Optional(t.Boolean()) })
export const TestIntegration = t.Object({ run: t.String(), integration: IntegrationSchema })
export const Globals = t.Unsafe<Readonly<Record<string, unknown>>>(t.Object({}, { title: 'Globals' }))
export const Preview = t.Object({ template: t.String(), flow: t.Optional(t.String()) })
export const Press = t.Object({ address: t.String(), input: t.Optional(t.Unknown()) })
export const WirePort = t.Object({ address: t.String(), port: t.Integer({ minimum: 0 }) })
export const RevisionNumber = t.Object({ revision: t.Integer({ minimum: 0 }) })
export const RestoreRevision = t.Object({
  revision: t.Integer({ minimum: 0 }),
  note: t.Optional(t.String({ maxLength: 2000 }))
})
export const DuplicateIntegration = t.Object({
  id: t.String(),
  name: t.Optional(t.String({ minLength: 1, maxLength: 255 }))
})
