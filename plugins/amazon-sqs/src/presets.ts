import type { Preset } from '@millrace/sdk'

/** Settings that fit well-known places; what they leave out is asked for. */
export const queuePresets: readonly Preset[] = [
  {
    title: 'AWS',
    description: 'A queue of your account, reached with a service credential. The URL names the region.',
    config: { auth: { method: 'credential' } }
  },
  {
    title: 'LocalStack',
    description: 'On this machine, for development. It takes any key.',
    config: {
      url: 'http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/my-queue',
      auth: { method: 'keys', accessKeyId: 'test' }
    }
  },
  {
    title: 'ElasticMQ',
    description: 'On this machine, for development. It takes any key.',
    config: { url: 'http://localhost:9324/000000000000/my-queue', auth: { method: 'keys', accessKeyId: 'test' } }
  }
]
