import type { ConnectContext } from '@millrace/sdk'
import type { Clients } from './clients.ts'
import { explainConnection, explainProject, isAboutProject } from './refusals.ts'
import { codeOf, rpc } from './status-codes.ts'

export interface ProbeOptions {
  readonly publisher: Clients['publisher']
  readonly project: string
  readonly endpoint: string
  readonly account: string
  /** Milliseconds for an answer. */
  readonly timeout: number
}

const unreachable: readonly (number | undefined)[] = [rpc.UNAVAILABLE, rpc.DEADLINE_EXCEEDED, rpc.CANCELLED, undefined]

/** Asks the service for a topic that need not be there: whatever it answers tells how far we came. */
export const probe = async (
  { publisher, project, endpoint, account, timeout }: ProbeOptions,
  stage: ConnectContext<unknown>['stage']
): Promise<void> => {
  const answer = await stage(
    'connect',
    async () => {
      const error = await failureOf(
        publisher.getTopic({ topic: `projects/${project}/topics/millrace-probe` }, { timeout, retry: null })
      )
      if (error && unreachable.includes(codeOf(error))) throw explainConnection(error, endpoint, account)
      return error
    },
    () => `${endpoint} answers`
  )
  await stage(
    'authenticate',
    () => {
      if (answer && codeOf(answer) === rpc.UNAUTHENTICATED) throw explainConnection(answer, endpoint, account)
    },
    () => account
  )
  await stage(
    'project',
    () => {
      if (answer && isAboutProject(answer)) throw explainProject(answer, project)
    },
    () => project
  )
}

const failureOf = async (call: Promise<unknown>): Promise<Error | undefined> => {
  try {
    await call
    return undefined
  } catch (error) {
    return error as Error
  }
}
