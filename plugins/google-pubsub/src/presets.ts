import type { Preset } from '@millrace/sdk'

/** Settings for the usual cases; what they leave out is asked for. */
export const projectPresets: readonly Preset[] = [
  {
    title: 'Google Cloud',
    description: 'With the key of a service account that has the role Pub/Sub Editor.',
    config: { auth: { method: 'key' } }
  },
  {
    title: 'Regional endpoint',
    description: 'Keeps messages in one region, which ordering keys need. Put your region into the endpoint.',
    config: { auth: { method: 'key' }, endpoint: 'europe-west3-pubsub.googleapis.com' }
  },
  {
    title: 'Emulator',
    description: 'The Pub/Sub emulator of the Google Cloud CLI on this machine, as it starts: nobody signs in.',
    config: { auth: { method: 'none' }, endpoint: 'localhost:8085', project: 'emulator' }
  }
]
