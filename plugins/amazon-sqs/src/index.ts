import { definePlugin } from '@millrace/sdk'
import { amazonSqsQueue } from './integration.ts'
import { amazonSqsOut } from './output.ts'
import { amazonSqsIn } from './trigger.ts'

export { amazonSqsIn, amazonSqsOut, amazonSqsQueue }

export default definePlugin({ name: 'amazon-sqs', contributes: [amazonSqsQueue, amazonSqsIn, amazonSqsOut] })
