import { t } from '@millrace/sdk'
import type { ExportFile } from '../protocol.ts'
import { FlowSchema } from './flow.ts'
import { CredentialSchema, IntegrationSchema } from './integration.ts'

export const ExportQuery = t.Object({
  flows: t.Optional(t.Array(t.String())),
  integrations: t.Optional(t.Array(t.String())),
  globals: t.Optional(t.Boolean())
})
export const ExportFileSchema = t.Unsafe<ExportFile>(
  t.Object(
    {
      format: t.Literal(1),
      kind: t.Literal('millrace-export'),
      flows: t.Array(FlowSchema),
      integrations: t.Array(IntegrationSchema),
      credentials: t.Array(CredentialSchema),
      globals: t.Object({})
    },
    { title: 'Export' }
  )
)
export const ImportRequest = t.Object({ file: ExportFileSchema })

const imported = t.Array(t.Object({ id: t.String(), name: t.String(), was: t.Optional(t.String()) }))
export const ImportResultSchema = t.Object({
  revision: t.Integer(),
  flows: imported,
  integrations: imported,
  credentials: imported,
  globals: t.Array(t.String()),
  secrets: t.Array(
    t.Object({
      kind: t.String({ enum: ['integration', 'credential', 'node'] }),
      id: t.String(),
      name: t.String(),
      path: t.String()
    })
  )
})
