import type { StoredCredential, StoredIntegration } from '@millrace/engine'
import { t } from '@millrace/sdk'

const stored = {
  id: t.String({ minLength: 1, maxLength: 200, pattern: '^[^/]+$' }),
  type: t.String({ minLength: 1 }),
  version: t.Optional(t.Integer({ minimum: 1 })),
  name: t.String({ minLength: 1, maxLength: 255 })
}

const LimitsSchema = t.Object({
  rate: t.Optional(t.Object({ messages: t.Number({ minimum: 0 }), per: t.String({ enum: ['second', 'minute'] }) })),
  concurrent: t.Optional(t.Number({ minimum: 1 })),
  bytes: t.Optional(t.Number({ minimum: 1 })),
  throttle: t.Optional(t.Number({ minimum: 0 }))
})

export const IntegrationSchema = t.Unsafe<StoredIntegration>(
  t.Object(
    { ...stored, enabled: t.Optional(t.Boolean()), config: t.Object({}), limits: t.Optional(LimitsSchema) },
    { title: 'Integration' }
  )
)

export const CredentialSchema = t.Unsafe<StoredCredential>(
  t.Object(
    {
      ...stored,
      description: t.Optional(t.String({ maxLength: 1000 })),
      enabled: t.Optional(t.Boolean()),
      config: t.Object({})
    },
    { title: 'Credential' }
  )
)
