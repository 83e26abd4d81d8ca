import { defineNode, t } from '@millrace/sdk'

export const commentNode = defineNode({
  type: 'core/comment',
  title: 'comment',
  description: 'A note on the canvas.',
  help: 'The name is what stands on the canvas; the text may hold markdown. It never runs.',
  icon: 'sticky-note',
  category: 'common',
  outputs: 0,
  inert: true,
  config: t.Object({
    text: t.String({ title: 'Text', widget: 'multiline', default: '' })
  }),
  create: () => () => {}
})
