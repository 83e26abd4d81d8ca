import { type Static, t } from '@millrace/sdk'

/** What `backup.json` in an archive says of it. */
export const ManifestSchema = t.Object({
  format: t.Integer(),
  kind: t.Literal('millrace-backup'),
  /** Milliseconds since the epoch. */
  at: t.Number(),
  version: t.String(),
  /** Whether the key of the secrets is in it. */
  key: t.Boolean()
})

export type Manifest = Readonly<Static<typeof ManifestSchema>>

/** The newest format of archives that this version writes and reads. */
export const FORMAT = 1
export const MANIFEST = 'backup.json'

/** What of a data folder is kept beside the databases; the key of the secrets only when asked. */
export const FILES: readonly string[] = [
  'flows',
  'subflows',
  'plugins',
  'integrations.json',
  'globals.json',
  'credentials.json',
  'package.json',
  'package-lock.json',
  'README.md'
]
export const SETTINGS = 'millrace.config.json'
export const KEY = 'secret.key'
