import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from '../../../test/contract/millrace.ts'
import { pubsubStandIn } from './counterpart.test.ts'

integrationContract({
  ...millrace,
  module: new URL('index.ts', import.meta.url),
  integration: 'google-pubsub/project',
  trigger: 'google-pubsub/in',
  output: 'google-pubsub/out',
  counterpart: pubsubStandIn()
})
