import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { type ConnectContext, FlowError } from '@millrace/sdk'
import type { Access } from './access.ts'

/** Goes the way to the namespace step by step, so that a step that fails has a name; the SDK then goes it again. */
export const reach = async (
  { endpoint: { host, port, secure } }: Access,
  { stage, signal }: Pick<ConnectContext<unknown>, 'stage' | 'signal'>,
  timeout: number
): Promise<void> => {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
  const { address } = await stage(
    'resolve',
    () => explained(lookup(host), host, port),
    found => found.address
  )
  const socket = await stage('connect', () => explained(open(connect(port, address), 'connect', deadline), host, port))
  try {
    if (!secure) return
    const start = (): Promise<TLSSocket> =>
      open(connectTls({ socket, ...(isIP(host) ? {} : { servername: host }) }), 'secureConnect', deadline)
    await stage(
      'TLS',
      () => explained(start(), host, port),
      secured => secured.getProtocol() ?? ''
    )
  } finally {
    socket.destroy()
  }
}

const open = <S extends Socket>(socket: S, event: string, deadline: AbortSignal): Promise<S> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy()
      reject(error)
    }
    const late = () => fail(deadline.reason)
    if (deadline.aborted) {
      late()
      return
    }
    deadline.addEventListener('abort', late, { once: true })
    socket.on('error', fail)
    socket.once('close', () => reject(new Error('the connection was closed')))
    socket.once(event, () => {
      deadline.removeEventListener('abort', late)
      resolve(socket)
    })
  })

const explained = <T>(step: Promise<T>, host: string, port: number): Promise<T> =>
  step.catch((error: NodeJS.ErrnoException) => {
    throw explain(error, host, port)
  })

const explain = (error: NodeJS.ErrnoException, host: string, port: number): FlowError => {
  const told = (kind: string, text: string) => new FlowError(kind, text, { cause: error })
  const { code = '' } = error
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return told(
      'UNREACHABLE',
      `${host} port ${port} did not answer in time: check network, firewall and private endpoints`
    )
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return told('HOST_UNKNOWN', `no address was found for ${host}: check the name of the namespace`)
  if (code === 'ECONNREFUSED')
    return told('UNREACHABLE', `nothing listens on ${host} port ${port}: check the host, and that the emulator runs`)
  if (/CERT|SIGNED|ISSUER|ALTNAME/.test(code))
    return told('TLS_FAILED', `the certificate of ${host} is not to be trusted (${error.message}): check the host name`)
  if (code.startsWith('ERR_SSL') || code === 'ECONNRESET' || error.message === 'the connection was closed')
    return told(
      'TLS_FAILED',
      `${host} port ${port} does not speak TLS: for the emulator add UseDevelopmentEmulator=true to the connection string`
    )
  return told('UNREACHABLE', `${host} port ${port} cannot be reached (${error.message}): check network and firewall`)
}
