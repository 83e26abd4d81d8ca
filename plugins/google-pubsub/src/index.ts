import { definePlugin } from '@millrace/sdk'

export default definePlugin({ name: 'google-pubsub', contributes: [] })
