import type { Preset } from '@millrace/sdk'

/** Settings that fit well-known brokers; what they leave out is asked for. */
export const brokerPresets: readonly Preset[] = [
  {
    title: 'Mosquitto',
    description: 'On this machine, as installed: no encryption, nobody signs in.',
    config: { protocol: 'mqtt', host: 'localhost', port: 1883, version: '5', auth: { method: 'none' } }
  },
  {
    title: 'HiveMQ',
    description: 'HiveMQ Cloud: the host is the cluster URL, the user one of its access credentials.',
    config: { protocol: 'mqtts', port: 8883, version: '5', auth: { method: 'password' } }
  },
  {
    title: 'AWS IoT Core',
    description: 'The host is the data endpoint (…-ats.iot.region.amazonaws.com), the certificate that of a thing.',
    config: { protocol: 'mqtts', port: 8883, version: '5', auth: { method: 'certificate', certificate: '' } }
  },
  {
    title: 'Azure IoT Hub',
    description:
      'As a device: the client ID is the device ID, the username hub.azure-devices.net/device/?api-version=2021-04-12.',
    config: { protocol: 'mqtts', port: 8883, version: '3.1.1', auth: { method: 'password' } }
  },
  {
    title: 'EMQX',
    description: 'EMQX Cloud or a cluster of your own with TLS.',
    config: { protocol: 'mqtts', port: 8883, version: '5', auth: { method: 'password' } }
  }
]
