import { FlowError } from '@millrace/sdk'

/** Where a connection goes, as errors name it. */
export interface Target {
  readonly host: string
  readonly port: number
}

const untrusted = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
]

/** The code of a connection that was closed when TLS began. */
export const NO_HANDSHAKE = 'TLS_NO_HANDSHAKE'

/** What went wrong on the way to a broker, in words that say what to do. */
export const explain = (error: Error, { host, port }: Target): FlowError => {
  if (error instanceof FlowError) return error
  const told = (kind: string, text: string) => new FlowError(kind, text, { cause: error })
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return told('UNREACHABLE', `${host} port ${port} did not answer in time: check host, port and firewall`)
  const { code = '' } = error as NodeJS.ErrnoException
  if (untrusted.includes(code))
    return told(
      'TLS_FAILED',
      `the certificate of ${host} is self-signed or from an unknown authority: give its CA certificate`
    )
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return told('HOST_UNKNOWN', `no address was found for ${host}: check the host`)
    case 'ECONNREFUSED':
      return told(
        'UNREACHABLE',
        `nothing listens on ${host} port ${port}: check host and port, and that the broker runs`
      )
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return told('UNREACHABLE', `${host} port ${port} cannot be reached: check network and firewall`)
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return told(
        'TLS_FAILED',
        `the certificate of ${host} is for another name (${names(error)}): use that name as host, or as server name`
      )
    case 'CERT_HAS_EXPIRED':
      return told('TLS_FAILED', `the certificate of ${host} has expired: renew it on the broker`)
    case 'CERT_NOT_YET_VALID':
      return told('TLS_FAILED', `the certificate of ${host} is not valid yet: check the clocks of both machines`)
    case NO_HANDSHAKE:
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return told('TLS_FAILED', `${host} port ${port} does not speak TLS: choose mqtt:// or ws://, or the port for TLS`)
  }
  if (code.startsWith('ERR_SSL') && /certificate|handshake failure/i.test(error.message))
    return told(
      'TLS_FAILED',
      `${host} does not accept our certificate: sign in with a certificate that its authority made`
    )
  if (code.startsWith('ERR_OSSL'))
    return told(
      'TLS_FAILED',
      `a certificate or private key is not valid PEM, or they do not belong together (${error.message})`
    )
  return told('UNREACHABLE', `${host} port ${port}: ${error.message}`)
}

const names = (error: Error): string => {
  const { cert } = error as { cert?: { subjectaltname?: string; subject?: { CN?: string } } }
  return (cert?.subjectaltname ?? cert?.subject?.CN ?? 'no name').replaceAll(/(DNS|IP Address):/g, '')
}
