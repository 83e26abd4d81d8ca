import { hasTemplate, type Problem } from '@millrace/sdk'
import type { HubConfig } from './config.ts'
import { connectionStringProblems, parseConnectionString } from './connection-string.ts'

/** What no schema can say. A secret that is not here, and what a template will make, cannot be judged yet. */
export const hubProblems = (config: HubConfig): readonly Problem[] => [
  ...accessProblems(config),
  ...startProblems(config)
]

const accessProblems = ({ access, eventHub }: HubConfig): readonly Problem[] => {
  if (access.method === 'credential') return eventHub ? [] : [required('the service credential')]
  const text: unknown = access.connectionString
  if (typeof text !== 'string' || hasTemplate(text)) return []
  const problems = connectionStringProblems(text, '/access/connectionString')
  if (problems.length > 0) return problems
  const { eventHub: named } = parseConnectionString(text)
  if (!eventHub) return named === undefined ? [required('the connection string')] : []
  if (named === undefined || named === eventHub || hasTemplate(eventHub)) return []
  return [{ path: '/eventHub', message: `is ${eventHub}, but the connection string is of ${named} (EntityPath)` }]
}

const required = (who: string): Problem => ({ path: '/eventHub', message: `is required: ${who} names none` })

const startProblems = ({ start }: HubConfig): readonly Problem[] =>
  start.from === 'time' && !hasTemplate(start.time) && Number.isNaN(Date.parse(start.time))
    ? [{ path: '/start/time', message: 'is no time: write it like 2026-03-01T00:00:00Z' }]
    : []
