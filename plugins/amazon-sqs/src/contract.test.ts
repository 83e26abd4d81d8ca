import { integrationContract } from '@millrace/sdk/contract'
import { millrace } from '../../../test/contract/millrace.ts'
import { fauxSqs, realSqs } from './counterpart.test.ts'

/**
 * The URL of any queue of an account, of which host and region count. With it the contract runs against the real service,
 * with the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which need `sqs:*` on `arn:aws:sqs:*:*:contract-*`: queues
 * are made for each check, and removed.
 */
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
