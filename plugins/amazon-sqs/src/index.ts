import { definePlugin } from '@millrace/sdk'

export default definePlugin({ name: 'amazon-sqs', contributes: [] })
