import { join } from 'node:path'
import { t } from '@millrace/sdk'
import { field } from '../files/pretty.ts'
import { FORMAT } from '../files/read-json.ts'
import { RecordFile } from '../files/record-file.ts'

/** What `credentials.json` holds: ciphertexts by id, and the fingerprint of the key that they were made with. */
export interface SealedSecrets {
  readonly format: number
  readonly key?: string
  readonly secrets: Readonly<Record<string, SealedSecret>>
}

export interface SealedSecret {
  readonly owner: string
  readonly sealed: string
}

const SealedSecretsSchema = t.Object({
  format: t.Integer(),
  key: t.Optional(t.String()),
  secrets: t.Object({}, { additionalProperties: t.Object({ owner: t.String(), sealed: t.String() }) })
})

export const credentialsFile = (folder: string): RecordFile<SealedSecrets> =>
  new RecordFile(join(folder, 'credentials.json'), {
    schema: SealedSecretsSchema,
    empty: { format: FORMAT, secrets: {} },
    toText: sealedText,
    mode: 0o600
  })

/** One secret a line. */
const sealedText = ({ key, secrets }: SealedSecrets): string => {
  const lines = Object.entries(secrets).map(([id, secret]) => field(id, secret, 4))
  const inside = lines.length > 0 ? `\n    ${lines.join(',\n    ')} ` : ''
  return `{ "format": ${FORMAT}, "key": ${JSON.stringify(key)},\n  "secrets": {${inside}} }\n`
}
