import { join } from 'node:path'
import type { StoredCredential, StoredIntegration } from '@millrace/engine'
import { t } from '@millrace/sdk'
import { CredentialSchema, IntegrationSchema } from '../schemas/integration.ts'
import { field, fieldsOnLine } from './pretty.ts'
import { FORMAT } from './read-json.ts'
import { RecordFile } from './record-file.ts'

/** What `integrations.json` holds: the integrations, and the credentials that they share. */
export interface Integrations {
  readonly format: number
  readonly integrations: readonly StoredIntegration[]
  readonly credentials?: readonly StoredCredential[]
}

const IntegrationsSchema = t.Object({
  format: t.Integer(),
  integrations: t.Array(IntegrationSchema),
  credentials: t.Optional(t.Array(CredentialSchema))
})

export const integrationsFile = (folder: string): RecordFile<Integrations> =>
  new RecordFile(join(folder, 'integrations.json'), {
    schema: IntegrationsSchema,
    empty: { format: FORMAT, integrations: [] },
    toText: integrationsText
  })

const integrationsText = ({ integrations, credentials = [] }: Integrations): string => {
  const lists = [
    list('integrations', integrations),
    ...(credentials.length > 0 ? [list('credentials', credentials)] : [])
  ]
  return `{ "format": ${FORMAT},\n  ${lists.join(',\n  ')} }\n`
}

const list = (key: string, items: readonly StoredIntegration[] | readonly StoredCredential[]): string =>
  items.length === 0 ? `"${key}": []` : `"${key}": [\n    ${items.map(itemText).join(',\n    ')} ]`

const itemText = (item: StoredIntegration | StoredCredential): string => {
  const lines = [
    fieldsOnLine(item, ['id', 'type', 'version', 'name', 'description', 'enabled']),
    field('config', item.config, 6),
    ...('limits' in item && item.limits ? [field('limits', item.limits, 6)] : [])
  ]
  return `{ ${lines.join(',\n      ')} }`
}
