import { definePlugin } from '@millrace/sdk'
import { pubsubProject } from './integration.ts'
import { pubsubOut } from './output.ts'
import { pubsubIn } from './trigger.ts'

export { pubsubIn, pubsubOut, pubsubProject }

export default definePlugin({ name: 'google-pubsub', contributes: [pubsubProject, pubsubIn, pubsubOut] })
