import { join } from 'node:path'
import { t } from '@millrace/sdk'
import { field } from './pretty.ts'
import { FORMAT } from './read-json.ts'
import { RecordFile } from './record-file.ts'

/** What `globals.json` holds. */
export interface GlobalsRecord {
  readonly format: number
  readonly globals: Readonly<Record<string, unknown>>
}

const GlobalsRecordSchema = t.Object({ format: t.Integer(), globals: t.Object({}) })

export const globalsFile = (folder: string): RecordFile<GlobalsRecord> =>
  new RecordFile(join(folder, 'globals.json'), {
    schema: GlobalsRecordSchema,
    empty: { format: FORMAT, globals: {} },
    toText: globalsText
  })

/** One global a line. */
const globalsText = ({ globals }: GlobalsRecord): string => {
  const lines = Object.entries(globals).map(([key, value]) => field(key, value, 4))
  return `{ "format": ${FORMAT},\n  "globals": {${lines.length > 0 ? `\n    ${lines.join(',\n    ')} ` : ''}} }\n`
}
