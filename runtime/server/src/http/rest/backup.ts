import { t } from '@millrace/sdk'
import { backupNow } from '../../operations/backup.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { Download } from './download.ts'
import { type RestRoute, route } from './route.ts'

const Query = t.Object({
  includeKey: t.Optional(t.Boolean({ description: 'Also the key of the secrets: who has the file then has them.' }))
})

export const backupRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'post',
    path: '/backup',
    role: 'admin',
    summary: 'The whole data folder at this moment, as a gzipped tar, while messages flow.',
    query: Query,
    response: t.String({ format: 'binary' }),
    async answer({ query }) {
      const { archive, release } = await backupNow(parts, query)
      const name = `millrace-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.tar.gz`
      return new Download({ name, type: 'application/gzip', stream: archive, release })
    }
  })
]
