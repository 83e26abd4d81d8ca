import type { StoredIntegration } from '@millrace/engine'
import type { Folder } from '../../crash/millrace-process.ts'
import type { AccessOf, Broker } from './access.ts'

interface Typed {
  readonly type: string
  readonly config: Readonly<Record<string, unknown>>
}

/** A data folder with trigger -> function -> output, all of it with default settings. */
const folder = (integration: Typed, trigger: Typed, output: Typed): Folder => {
  const source: StoredIntegration = { id: 'service', name: 'service', ...integration }
  const at = [0, 0] as const
  const code = { func: 'msg.topic = "out"\nreturn msg', outputs: 1 }
  return {
    integrations: [source],
    flows: [
      {
        format: 1,
        id: 'f',
        name: 'f',
        nodes: [
          { id: 'in', ...trigger, integration: 'service', at, wires: [['fn']] },
          { id: 'fn', type: 'core/function', config: code, at, wires: [['out']] },
          { id: 'out', ...output, integration: 'service', at, wires: [] }
        ]
      }
    ]
  }
}

/** What Millrace is started with. */
export const folders: { readonly [B in Broker]: (access: AccessOf[B]) => Folder } = {
  mqtt: ({ port, clientId }) =>
    folder(
      { type: 'mqtt/broker', config: { protocol: 'mqtt', host: '127.0.0.1', port, version: '5', clientId } },
      { type: 'mqtt/in', config: { topics: ['in'], qos: 1, payload: 'text' } },
      { type: 'mqtt/out', config: { topic: 'out', qos: 1 } }
    ),
  'amazon-sqs': ({ in: url, out, keys }) =>
    folder(
      { type: 'amazon-sqs/queue', config: { url, auth: { method: 'keys', ...keys } } },
      { type: 'amazon-sqs/in', config: { payload: 'text' } },
      { type: 'amazon-sqs/out', config: { url: out } }
    ),
  'google-pubsub': ({ port }) =>
    folder(
      {
        type: 'google-pubsub/project',
        config: { auth: { method: 'none' }, project: 'bench', endpoint: `127.0.0.1:${port}` }
      },
      { type: 'google-pubsub/in', config: { source: 'subscription', subscription: 'source', payload: 'text' } },
      { type: 'google-pubsub/out', config: { topic: 'target' } }
    ),
  'azure-event-hubs': ({ connectionString }) =>
    folder(
      {
        type: 'azure-event-hubs/hub',
        config: {
          access: { method: 'connectionString', connectionString },
          eventHub: 'in',
          start: { from: 'earliest' }
        }
      },
      { type: 'azure-event-hubs/in', config: { payload: 'text' } },
      { type: 'azure-event-hubs/out', config: { eventHub: 'out' } }
    )
}
