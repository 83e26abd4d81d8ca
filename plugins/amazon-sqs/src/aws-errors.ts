import { FlowError, RetryError } from '@millrace/sdk'
import type { QueueUrl } from './queue-url.ts'

/** Milliseconds to wait when AWS asks for patience. */
const PATIENCE = 5000

const untrusted = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']

/** The code of an error of the SDK or of the way to AWS, without the prefix that old errors have. */
export const codeOf = (error: unknown): string => {
  const { name = '', code } = error as { name?: string; code?: unknown }
  return (typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : name).replace(/^.*[.#]/, '')
}

/** What went wrong with an action, in words that say what to do. */
export const explain = (error: Error, action: string, queue: QueueUrl): FlowError => {
  if (error instanceof FlowError) return error
  const told = (code: string, text: string) => new FlowError(code, text, { cause: error })
  const { host } = new URL(queue.origin)
  const code = codeOf(error)
  if (untrusted.includes(code))
    return told('TLS_FAILED', `the certificate of ${host} is self-signed or from an unknown authority`)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return told('HOST_UNKNOWN', `no address was found for ${host}: check the queue URL`)
    case 'ECONNREFUSED':
      return told('UNREACHABLE', `nothing listens on ${host}: check the queue URL, and that the service runs`)
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return told('UNREACHABLE', `${host} does not answer: check network and firewall`)
    case 'ECONNRESET':
    case 'EPIPE':
      return told('CONNECTION_LOST', `${host} broke off the connection`)
    case 'EPROTO':
      return told('TLS_FAILED', `${host} does not speak TLS: check whether the queue URL begins with http or https`)
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'InvalidAccessKeyId':
      return told('LOGIN_REFUSED', 'AWS does not know the access key ID: check it, and that the key is active')
    case 'SignatureDoesNotMatch':
    case 'InvalidSignatureException':
    case 'IncompleteSignature':
      return told('LOGIN_REFUSED', `the secret access key or the region is wrong: ${error.message}`)
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return told('LOGIN_REFUSED', 'the session token has expired: enter new keys')
    case 'RequestExpired':
    case 'RequestTimeTooSkewed':
      return told('LOGIN_REFUSED', "AWS finds the request too old: set this machine's clock")
    case 'MissingAuthenticationToken':
    case 'InvalidSecurity':
    case 'OptInRequired':
      return told('LOGIN_REFUSED', `AWS does not let the access key in: ${error.message}`)
    case 'AccessDenied':
    case 'AccessDeniedException':
      return told(
        'PERMISSION_MISSING',
        `sqs:${action} on ${queue.name} is not allowed: add it to the policy of the user`
      )
    case 'QueueDoesNotExist':
    case 'NonExistentQueue':
    case 'InvalidAddress':
      return told('REMOTE_UNKNOWN', `there is no queue ${queue.name} at ${host}: check the queue URL and the account`)
    case 'QueueDeletedRecently':
      return told('REMOTE_UNKNOWN', `the queue ${queue.name} was deleted less than a minute ago`)
    case 'OverLimit':
      return new RetryError(`more messages of ${queue.name} are under way than SQS allows`, PATIENCE, { cause: error })
    case 'RequestThrottled':
    case 'ThrottlingException':
    case 'Throttling':
    case 'TooManyRequestsException':
    case 'KmsThrottled':
      return new RetryError(`AWS asks for fewer requests: ${error.message}`, PATIENCE, { cause: error })
  }
  if (code.startsWith('Kms'))
    return told('PERMISSION_MISSING', `the key that encrypts ${queue.name} cannot be used: ${error.message}`)
  if (code === 'TimeoutError') return told('UNREACHABLE', `${host} did not answer in time: check network and firewall`)
  return told('PUBLISH_REFUSED', `${action} failed: ${error.message || code}`)
}

const faults = ['HOST_UNKNOWN', 'UNREACHABLE', 'TLS_FAILED', 'LOGIN_REFUSED', 'CONNECTION_LOST', 'REMOTE_UNKNOWN']

/** Whether an error concerns the whole integration and not one message. */
export const isConnectionFault = ({ code }: FlowError): boolean => faults.includes(code)
