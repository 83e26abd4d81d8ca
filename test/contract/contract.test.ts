import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from './millrace.ts'
import { queueCounterpart } from './queue/counterpart.ts'

integrationContract({
  ...millrace,
  module: new URL('queue/plugin.fixture.ts', import.meta.url),
  integration: 'queue/server',
  trigger: 'queue/take',
  output: 'queue/put',
  counterpart: queueCounterpart()
})
