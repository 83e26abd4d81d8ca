import { FlowError, RejectedError, RetryError } from '@millrace/sdk'
import { shortName } from './names.ts'
import { codeOf, detailsOf, rpc } from './status-codes.ts'

/** Why the service cannot be reached or does not let us in, in words that say what to do. */
export const explainConnection = (error: Error, endpoint: string, account: string): FlowError => {
  if (error instanceof FlowError) return error
  const told = (code: string, text: string) => new FlowError(code, text, { cause: error })
  const details = detailsOf(error)
  if (codeOf(error) === rpc.UNAUTHENTICATED)
    return told(
      'LOGIN_REFUSED',
      `Google does not let ${account} in (${details}): the key was deleted, or the account disabled. Make a new key`
    )
  if (/name resolution failed|ENOTFOUND|EAI_AGAIN/i.test(details))
    return told('HOST_UNKNOWN', `no address was found for ${endpoint}: check the API endpoint and the network`)
  if (/ECONNREFUSED/.test(details))
    return told('UNREACHABLE', `nothing listens on ${endpoint}: check the API endpoint, and that the emulator runs`)
  if (/certificate|SSL|TLS|self.signed/i.test(details))
    return told('TLS_FAILED', `${endpoint} is not who it should be (${details}): check the API endpoint and proxies`)
  if (codeOf(error) === rpc.DEADLINE_EXCEEDED)
    return told('UNREACHABLE', `${endpoint} did not answer in time: check network and firewall`)
  return told('UNREACHABLE', `${endpoint} cannot be reached: ${details}`)
}

/** Whether the answer to a call is about the project itself, which nothing else can be asked of then. */
export const isAboutProject = (error: Error): boolean => {
  const details = detailsOf(error)
  if (codeOf(error) === rpc.NOT_FOUND) return /project not found/i.test(details)
  return codeOf(error) === rpc.PERMISSION_DENIED && /has not been used in project|is disabled|billing/i.test(details)
}

export const explainProject = (error: Error, project: string): FlowError =>
  codeOf(error) === rpc.NOT_FOUND
    ? new FlowError('LOGIN_REFUSED', `there is no project ${project}, or the account may not see it`, { cause: error })
    : new FlowError('LOGIN_REFUSED', `Pub/Sub cannot be used in project ${project}: ${detailsOf(error)}`, {
        cause: error
      })

/** Why a trigger cannot hear. */
export const explainSubscription = (error: Error, subscription: string, topic: string | undefined): FlowError => {
  if (error instanceof FlowError) return error
  const told = (text: string) => new FlowError('SUBSCRIBE_REFUSED', text, { cause: error })
  const name = shortName(subscription)
  switch (codeOf(error)) {
    case rpc.NOT_FOUND:
      return topic === undefined
        ? told(`there is no subscription ${name}: make it, or choose a topic instead`)
        : told(`there is no topic ${topic}: make it in Google Cloud, or correct its name`)
    case rpc.PERMISSION_DENIED:
      return topic === undefined
        ? told(
            `may not hear the subscription ${name} (pubsub.subscriptions.consume): give the account roles/pubsub.subscriber`
          )
        : told(`may not subscribe to ${topic} (pubsub.subscriptions.create): give the account roles/pubsub.editor`)
    case rpc.FAILED_PRECONDITION:
      return told(`the subscription ${name} cannot be heard: ${detailsOf(error)}. It must be of the kind pull`)
    case rpc.INVALID_ARGUMENT:
      return told(`the subscription to ${topic ?? name} is not valid: ${detailsOf(error)}`)
    default:
      return told(`the subscription to ${topic ?? name} cannot be heard: ${detailsOf(error)}`)
  }
}

/** Milliseconds to wait where a quota is used up. */
const PATIENCE = 2000

/** Why a message was not published; a RejectedError when it never will be. */
export const explainPublish = (error: Error, topic: string): Error => {
  if (error instanceof FlowError) return error
  const details = detailsOf(error)
  const rejected = (text: string) => new RejectedError(text, { cause: error })
  switch (codeOf(error)) {
    case rpc.NOT_FOUND:
      return rejected(`there is no topic ${topic}: make it in Google Cloud, or correct its name`)
    case rpc.PERMISSION_DENIED:
      return rejected(`may not publish to ${topic} (pubsub.topics.publish): give the account roles/pubsub.publisher`)
    case rpc.INVALID_ARGUMENT:
    case rpc.FAILED_PRECONDITION:
    case rpc.OUT_OF_RANGE:
      return rejected(`Pub/Sub does not take the message to ${topic}: ${details}`)
    case rpc.RESOURCE_EXHAUSTED:
      return new RetryError(`the quota for publishing to ${topic} is used up: ${details}`, PATIENCE, { cause: error })
    case rpc.UNAVAILABLE:
    case rpc.DEADLINE_EXCEEDED:
    case rpc.CANCELLED:
      return new FlowError('INTEGRATION_AWAY', `Pub/Sub did not confirm the message to ${topic}: ${details}`, {
        cause: error
      })
    default:
      return new FlowError('PUBLISH_REFUSED', `the message to ${topic} was not published: ${details}`, { cause: error })
  }
}
