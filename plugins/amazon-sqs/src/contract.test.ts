import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from '../../../test/contract/millrace.ts'
import { fauxSqs, realSqs } from './counterpart.test.ts'

const url = process.env.MILLRACE_TEST_SQS_URL

for (const kind of ['standard', 'fifo'] as const)
  integrationContract({
    ...millrace,
    module: new URL('index.ts', import.meta.url),
    integration: 'amazon-sqs/queue',
    trigger: 'amazon-sqs/in',
    output: 'amazon-sqs/out',
    counterpart: url ? realSqs(url, kind) : fauxSqs(kind)
  })
