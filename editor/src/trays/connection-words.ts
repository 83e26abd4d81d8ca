import type { IntegrationState, StoredIntegration } from '@millrace/engine'
import { type ConnectionStatus, check, type DefinitionView, fill } from '@millrace/sdk'
import type { StatusShape } from '../design/status-word.tsx'
import { labelOf } from '../forms/labels.ts'
import { problemWords } from '../forms/problem-words.ts'

/** One of the five words that people know, its shape, and the reason where there is one. */
export interface ConnectionWords {
  readonly word: 'active' | 'connecting' | 'error' | 'inactive' | 'unconfigured'
  readonly level: StatusShape
  readonly reason?: string
  /** Milliseconds since the epoch. */
  readonly retryAt?: number
  /** Inactive because the flows are stopped: safe mode. */
  readonly stopped?: true
}

/** What to say of an integration; before the runtime has told anything, what its settings tell. While the flows are stopped none connects. */
export const connectionWords = (
  integration: StoredIntegration,
  state: IntegrationState | undefined,
  definition: DefinitionView | undefined,
  stopped = false
): ConnectionWords => {
  if (integration.enabled === false) return { word: 'inactive', level: 'idle' }
  if (stopped && (state === undefined || state.status.state === 'idle'))
    return { word: 'inactive', level: 'idle', stopped: true }
  return state ? ofStatus(state, definition) : beforeAny(integration, definition)
}

const ofStatus = ({ status }: IntegrationState, definition: DefinitionView | undefined): ConnectionWords => {
  switch (status.state) {
    case 'unconfigured':
      return unconfigured(status.problems, definition)
    case 'disabled':
      return { word: 'inactive', level: 'idle' }
    case 'connected':
      return { word: 'active', level: 'ok' }
    case 'error':
      return failed(status)
    default:
      return { word: 'connecting', level: 'busy' }
  }
}

const failed = ({ reason, retryAt }: Extract<ConnectionStatus, { state: 'error' }>): ConnectionWords => ({
  word: 'error',
  level: 'error',
  reason,
  ...(retryAt === undefined ? {} : { retryAt })
})

const beforeAny = ({ config }: StoredIntegration, definition: DefinitionView | undefined): ConnectionWords => {
  const problems = definition ? check(definition.config, fill(definition.config, config)) : []
  return problems.length > 0 ? unconfigured(problems, definition) : { word: 'connecting', level: 'busy' }
}

const unconfigured = (
  problems: readonly { readonly path: string; readonly message: string }[],
  definition: DefinitionView | undefined
): ConnectionWords => {
  const [first] = problems
  if (!first) return { word: 'unconfigured', level: 'none' }
  const key = first.path.split('/')[1] ?? ''
  const field = definition?.config.properties?.[key]
  const { what } = problemWords(field ? labelOf(key, field) : key, first)
  return { word: 'unconfigured', level: 'none', reason: what }
}
