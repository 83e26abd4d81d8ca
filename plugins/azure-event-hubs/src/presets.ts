import type { Preset } from '@millrace/sdk'

/** Settings that fit; what they leave out is asked for. */
export const hubPresets: readonly Preset[] = [
  {
    title: 'Azure',
    description: 'A connection string of the namespace or the hub: Shared access policies in the portal.',
    config: { access: { method: 'connectionString' }, consumerGroup: '$Default', start: { from: 'latest' } }
  },
  {
    title: 'Azure with Microsoft Entra ID',
    description: 'An app with the roles Azure Event Hubs Data Receiver and Data Sender.',
    config: { access: { method: 'credential', host: '.servicebus.windows.net' } }
  },
  {
    title: 'Emulator',
    description: 'The Event Hubs emulator on this machine: no encryption, a key that is no secret.',
    config: {
      access: {
        method: 'connectionString',
        connectionString:
          'Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true'
      },
      eventHub: 'eh1',
      consumerGroup: 'cg1',
      start: { from: 'earliest' }
    }
  }
]
