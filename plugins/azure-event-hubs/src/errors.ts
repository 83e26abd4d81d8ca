import { FlowError, RejectedError, RetryError } from '@millrace/sdk'
import type { Access } from './access.ts'

/** What was asked of the hub when it failed. */
export interface Attempted {
  readonly access: Access
  readonly eventHub?: string
  readonly group?: string
  /** The permission that it takes. */
  readonly permission?: 'Listen' | 'Send'
}

/** Milliseconds that the service asks for when it is busy. */
const PATIENCE = 4000

export const isMissing = (error: unknown): boolean => codeOf(error) === 'MessagingEntityNotFoundError'

/** An error of the SDK in words that say what to do. */
export const explain = (error: Error, attempted: Attempted): FlowError => {
  if (error instanceof FlowError) return error
  const { access, group, permission, eventHub = access.eventHub } = attempted
  const told = (kind: string, text: string) => new FlowError(kind, text, { cause: error })
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return told('UNREACHABLE', `${access.host} did not answer in time`)
  if (/^(Authentication|CredentialUnavailable)/.test(error.name)) return told('LOGIN_REFUSED', loginAdvice(error))
  switch (codeOf(error)) {
    case 'UnauthorizedError':
      return permission
        ? told('PERMISSION_MISSING', permissionAdvice(attempted, permission))
        : told(
            'LOGIN_REFUSED',
            `${access.host} does not let in ${access.who} (${error.message}): ${accessAdvice(access)}`
          )
    case 'MessagingEntityNotFoundError':
      return group === undefined
        ? told('REMOTE_UNKNOWN', `there is no event hub ${eventHub} on ${access.host}: create it, or correct the name`)
        : told(
            'REMOTE_UNKNOWN',
            `the event hub ${eventHub} has no consumer group ${group}: create it, or correct the name`
          )
    case 'ReceiverDisconnectedError':
      return told(
        'CONNECTION_LOST',
        `another program reads the consumer group ${group} of ${eventHub} for itself alone: give Millrace its own consumer group`
      )
    case 'ResourceLimitExceededError':
    case 'QuotaExceededError':
      return new RetryError(
        `${access.host} has reached a limit (${error.message}): give Millrace its own consumer group, or the hub more units`,
        PATIENCE,
        { cause: error }
      )
    case 'OperationTimeoutError':
      return told('UNREACHABLE', `${access.host} did not answer in time`)
    case 'ServerBusyError':
    case 'SenderBusyError':
      return new RetryError(
        `${access.host} takes no more for the moment: the hub has used up its throughput units`,
        PATIENCE,
        { cause: error }
      )
    case 'MessageTooLargeError':
      return new RejectedError(`the event is larger than ${eventHub} takes: ${error.message}`, { cause: error })
    default:
      return told('CONNECTION_LOST', `the connection to ${access.host} broke: ${error.message}`)
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '')

const accessAdvice = ({ connectionString }: Access): string =>
  connectionString === undefined
    ? 'give the app the roles Azure Event Hubs Data Receiver and Data Sender'
    : 'copy the connection string again, the key may have been changed'

const permissionAdvice = ({ access, eventHub = access.eventHub }: Attempted, permission: 'Listen' | 'Send'): string => {
  const does = permission === 'Listen' ? 'hear events of' : 'send to'
  const role = permission === 'Listen' ? 'Receiver' : 'Sender'
  const todo =
    access.connectionString === undefined
      ? `give it the role Azure Event Hubs Data ${role}`
      : `tick ${permission} in the shared access policy`
  return `${access.who} lacks the permission ${permission}, so it may not ${does} ${eventHub}: ${todo}`
}

/** Microsoft Entra ID says why by number. */
const loginAdvice = ({ message }: Error): string => {
  const [number] = /AADSTS\d+/.exec(message) ?? []
  const reason = reasons[number ?? ''] ?? message.split('\n')[0]
  return `Microsoft Entra ID refuses the credential: ${reason}${number ? ` (${number})` : ''}`
}

const reasons: Readonly<Record<string, string>> = {
  AADSTS7000215: 'the client secret is wrong; enter its value, not its ID',
  AADSTS7000222: 'the client secret has expired; make a new one',
  AADSTS700016: 'there is no app of this client ID in the tenant',
  AADSTS90002: 'there is no tenant of this ID',
  AADSTS900023: 'the tenant ID is not valid'
}
