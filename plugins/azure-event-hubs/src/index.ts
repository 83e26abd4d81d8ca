import { definePlugin } from '@millrace/sdk'
import { eventHub } from './integration.ts'
import { eventHubOut } from './output.ts'
import { eventHubIn } from './trigger.ts'

export { eventHub, eventHubIn, eventHubOut }

export default definePlugin({ name: 'azure-event-hubs', contributes: [eventHub, eventHubIn, eventHubOut] })
