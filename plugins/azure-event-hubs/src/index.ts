import { definePlugin } from '@millrace/sdk'

export default definePlugin({ name: 'azure-event-hubs', contributes: [] })
