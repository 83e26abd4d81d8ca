import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from '../../../test/contract/millrace.ts'
import { standIn } from './counterpart.test.ts'
import { realEventHubs, realNamespace } from './real-counterpart.test.ts'

const real = realNamespace(process.env)

integrationContract({
  ...millrace,
  module: new URL('index.ts', import.meta.url),
  integration: 'azure-event-hubs/hub',
  trigger: 'azure-event-hubs/in',
  output: 'azure-event-hubs/out',
  counterpart: real ? realEventHubs(real) : standIn()
})
