import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from '../../../test/contract/millrace.ts'
import { pubsubStandIn } from './counterpart.test.ts'
import { realProject, realPubsub } from './real-counterpart.test.ts'

const real = realProject(process.env)

integrationContract({
  ...millrace,
  module: new URL('index.ts', import.meta.url),
  integration: 'google-pubsub/project',
  trigger: 'google-pubsub/in',
  output: 'google-pubsub/out',
  counterpart: real ? realPubsub(real) : pubsubStandIn(),
  ...(real && { patience: 60_000 })
})
