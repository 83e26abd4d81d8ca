import { type ConnectContext, FlowError } from '@millrace/sdk'
import type { IConnackPacket, MqttClient } from 'mqtt'
import type { BrokerConfig } from './config.ts'
import { inWords } from './reasons.ts'
import { Redeliveries } from './redeliveries.ts'
import { Session } from './session.ts'
import { clientOptions, makeClient, signIn } from './sign-in.ts'
import { Subscriptions } from './subscriptions.ts'
import { openTransport } from './transport.ts'

export interface OpenedSession {
  readonly session: Session
  readonly subscriptions: Subscriptions
  readonly client: MqttClient
  readonly connack: IConnackPacket
  /** Messages name the subscriptions that they came by. */
  readonly identified: boolean
}

export interface SessionIdentity {
  readonly clientId: string
  readonly clean: boolean
  /** Names what is kept for it in the integration's storage. */
  readonly name: string
}

/** Milliseconds for the broker to take its leave. */
const FAREWELL = 1000

/** Connects one client and signs it in. */
export const openSession = async (
  context: ConnectContext<BrokerConfig>,
  { clientId, clean, name }: SessionIdentity
): Promise<OpenedSession> => {
  const { config, log, metrics, defer, stage, ready } = context
  const deadline = AbortSignal.any([context.signal, AbortSignal.timeout(config.connectTimeout * 1000)])
  const stream = await openTransport(config, context, deadline)
  const client = await makeClient(stream, clientOptions(config, clientId, clean))
  const storage = clean ? undefined : context.storage
  const subscriptions = new Subscriptions({ client, log, storage, name })
  const redeliveries = storage && (await Redeliveries.open(storage, log, name))
  const session = new Session({ client, log, metrics, subscriptions, redeliveries })
  defer(() => session.close())
  defer(() => sayGoodbye(client))
  reportLoss(client, context)
  const connack = await stage('authenticate', () => signIn(client, config, deadline), describeConnack)
  const present = connack.sessionPresent
  if (!present) await redeliveries?.forgetAll()
  const identified = config.version === '5' && connack.properties?.subscriptionIdentifiersAvailable !== false
  await subscriptions.open({ identified, present })
  session.open({ identified, ready })
  return { session, subscriptions, client, connack, identified }
}

const describeConnack = ({ sessionPresent, properties }: IConnackPacket): string => {
  const { assignedClientIdentifier: id } = properties ?? {}
  return [sessionPresent ? 'session found' : 'new session', ...(id ? [`client ID ${id}`] : [])].join(', ')
}

/** What the broker said last, and otherwise what happened to the line. */
const reportLoss = (client: MqttClient, { lost }: ConnectContext<BrokerConfig>): void => {
  let reason =
    'the connection to the broker ended; if it happens again and again, look for another client with this client ID'
  client.on('error', error => {
    reason = `the connection to the broker broke: ${error.message}`
  })
  client.on('disconnect', ({ reasonCode = 128, properties }) => {
    const text = properties?.reasonString
    reason = `the broker ended the connection: ${inWords(reasonCode)}${text ? `, ${text}` : ''}`
  })
  client.once('close', () => lost(new FlowError('CONNECTION_LOST', reason)))
}

/** DISCONNECT, so that the broker keeps the session and does not publish the will. */
const sayGoodbye = async (client: MqttClient): Promise<void> => {
  if (!client.connected) {
    client.end(true)
    return
  }
  for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id))
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, FAREWELL)
  })
  await Promise.race([client.endAsync(false), late])
  clearTimeout(timer)
  client.stream.destroy()
}
