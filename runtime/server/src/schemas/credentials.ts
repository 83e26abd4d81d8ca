import { t } from '@millrace/sdk'
import { CredentialSchema } from './integration.ts'

export const CredentialQuery = t.Object({
  type: t.Optional(t.String({ description: 'Of this type.' })),
  unused: t.Optional(t.Boolean({ description: 'That nothing uses.' })),
  search: t.Optional(t.String({ description: 'With this text in the name.' }))
})
export const Secrets = t.Object({ config: t.Unsafe<Readonly<Record<string, unknown>>>(t.Object({})) })
export const RotateCredential = t.Object({ id: t.String(), ...Secrets.properties })
export const Force = t.Object({
  force: t.Optional(t.Boolean({ description: 'Also while something uses it, which then fails.' }))
})
export const RemoveCredential = t.Object({ id: t.String(), ...Force.properties })

const use = {
  kind: t.String({ enum: ['integration', 'node'] }),
  id: t.String(),
  name: t.String(),
  flow: t.Optional(t.Object({ id: t.String(), name: t.String() })),
  path: t.String()
}
export const ExpirySchema = t.Object({
  kind: t.String({ enum: ['integration', 'credential'] }),
  id: t.String(),
  name: t.String(),
  path: t.String(),
  what: t.String(),
  at: t.Number(),
  state: t.String({ enum: ['soon', 'over'] })
})
export const CredentialViewSchema = t.Object({
  credential: CredentialSchema,
  uses: t.Array(t.Object(use)),
  expiries: t.Array(ExpirySchema),
  createdAt: t.Optional(t.Number()),
  updatedAt: t.Optional(t.Number())
})
