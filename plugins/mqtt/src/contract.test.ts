import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from '../../../test/contract/millrace.ts'
import { mosquittoCounterpart } from './counterpart.test.ts'
import { versions } from './kit.test.ts'
import { brokerCounterpart } from './real-counterpart.test.ts'

const url = process.env.MILLRACE_TEST_MQTT_URL

for (const version of versions)
  integrationContract({
    ...millrace,
    module: new URL('index.ts', import.meta.url),
    integration: 'mqtt/broker',
    trigger: 'mqtt/in',
    output: 'mqtt/out',
    counterpart: url ? brokerCounterpart(version, url) : mosquittoCounterpart(version)
  })
