import { defineCredential, t } from '@millrace/sdk'

/** Access to one Slack workspace. */
export const slack = defineCredential({
  type: 'slack',
  title: 'Slack',
  description: 'A bot token, or the address of an incoming webhook.',
  icon: 'message-square',
  help: 'A bot token (`xoxb-…`) may choose channel, name and icon and answer in threads. An incoming webhook posts to the one channel it was made for.',
  config: t.Object({
    access: t.variants(
      'method',
      {
        token: { token: t.secret({ title: 'Bot token', pattern: '^xox[a-z]-' }) },
        webhook: { url: t.secret({ title: 'Webhook URL', pattern: '^https?://' }) }
      },
      { title: 'Access', default: { method: 'token', token: '' } }
    )
  })
})
