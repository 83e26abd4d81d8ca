import { FlowError } from '@millrace/sdk'
import type { Clients } from './clients.ts'
import { codeOf, rpc } from './status-codes.ts'

/** The smallest role that gives a permission. */
const roles: Readonly<Record<string, string>> = {
  'pubsub.topics.list': 'roles/pubsub.viewer',
  'pubsub.topics.publish': 'roles/pubsub.publisher',
  'pubsub.topics.attachSubscription': 'roles/pubsub.subscriber',
  'pubsub.subscriptions.consume': 'roles/pubsub.subscriber',
  'pubsub.subscriptions.create': 'roles/pubsub.editor',
  'pubsub.subscriptions.delete': 'roles/pubsub.editor'
}

export type Holding = 'held' | 'missing' | 'unknown'

/** Whether we hold a permission on a topic or a subscription; an emulator does not know any. */
export const holds = async (
  client: Clients['publisher'] | Clients['subscriber'],
  resource: string,
  permission: string,
  timeout: number
): Promise<Holding> => {
  try {
    const [answer] = await client.testIamPermissions({ resource, permissions: [permission] } as TestRequest, {
      timeout,
      retry: null
    })
    return answer.permissions?.includes(permission) ? 'held' : 'missing'
  } catch (error) {
    if (codeOf(error) === rpc.UNIMPLEMENTED) return 'unknown'
    throw error
  }
}

type TestRequest = Parameters<Clients['publisher']['testIamPermissions']>[0]

/** What to say where a permission is missing. */
export const missing = (permission: string, resource: string, account: string): FlowError =>
  new FlowError(
    'LOGIN_REFUSED',
    `${account} lacks ${permission} on ${resource}: give it ${roles[permission] ?? 'roles/pubsub.editor'}`
  )
