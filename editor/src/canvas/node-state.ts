import type { IntegrationState, NodeStatus } from '@millrace/engine'
import type { ConnectionStatus, StatusLevel } from '@millrace/sdk'
import type { Change } from '../document/document.ts'
import { i18n } from '../i18n.ts'
import { rateText } from './traffic.ts'

/** A shape and a text under the node. `none`: not configured. */
export interface ShownStatus {
  readonly level: StatusLevel | 'none'
  readonly text: string
}

/** What changes about a node without the node itself being changed. */
export interface NodeState {
  readonly selected: boolean
  readonly change: Change | undefined
  readonly problems: readonly string[]
  readonly waiting: number
  readonly status: ShownStatus | undefined
}

export const sameState = (a: NodeState, b: NodeState): boolean =>
  a.selected === b.selected &&
  a.change === b.change &&
  a.problems === b.problems &&
  a.waiting === b.waiting &&
  a.status?.level === b.status?.level &&
  a.status?.text === b.status?.text

/** A connection that is not there says more than the node; a node in error says more than its connection. */
export const shownStatus = (
  own: NodeStatus | undefined,
  integration: IntegrationState | undefined,
  rate: number
): ShownStatus | undefined => {
  const status = own?.text ? { level: own.level, text: own.text } : undefined
  if (status?.level === 'error') return status
  const away =
    integration && integration.status.state !== 'connected' ? connectionStatus(integration.status) : undefined
  if (away) return away
  if (status) return status
  if (!integration) return undefined
  return { level: 'ok', text: rate > 0 ? rateWords(rate) : i18n.t('canvas.status.connected') }
}

export const rateWords = (rate: number): string => i18n.t('canvas.rate', { rate: rateText(rate) })

const connectionStatus = (status: ConnectionStatus): ShownStatus => {
  switch (status.state) {
    case 'unconfigured':
      return { level: 'none', text: i18n.t('canvas.status.unconfigured') }
    case 'disabled':
      return { level: 'idle', text: i18n.t('canvas.status.disabled') }
    case 'error':
      return { level: 'error', text: status.reason || i18n.t('canvas.status.error') }
    case 'connected':
      return { level: 'ok', text: i18n.t('canvas.status.connected') }
    default:
      return { level: 'busy', text: i18n.t('canvas.status.connecting') }
  }
}
