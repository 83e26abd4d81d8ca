import { t } from '@millrace/sdk'

const filter = {
  flow: t.Optional(t.String({ description: 'Of this flow, by its id.' })),
  node: t.Optional(t.String({ description: 'That entered or failed at this node, by its id.' })),
  text: t.Optional(t.String({ description: 'With this text in the message, the error or the id.' }))
}
const choice = {
  ids: t.Optional(t.Array(t.String())),
  matching: t.Optional(t.Object(filter, { additionalProperties: false, description: 'All that these fields fit.' }))
}

export const LetterQuery = t.Object({
  ...filter,
  limit: t.Optional(t.Integer({ minimum: 1, maximum: 1000 })),
  cursor: t.Optional(t.String({ description: 'The `next` of the page before.' }))
})
export const LetterChoice = t.Object(choice, { additionalProperties: false })
export const LetterReplay = t.Object({ ...choice, message: t.Optional(t.String()) }, { additionalProperties: false })

const summary = {
  id: t.String(),
  flow: t.String(),
  node: t.String(),
  tries: t.Integer(),
  at: t.Number(),
  error: t.Object({ code: t.Optional(t.String()), message: t.String(), node: t.Optional(t.String()) }),
  revision: t.Integer(),
  buriedAt: t.Number(),
  topic: t.Optional(t.String()),
  preview: t.String({ description: 'The beginning of the payload.' }),
  bytes: t.Integer()
}
export const MessageSchema = t.Unknown({
  description: 'JSON; bytes, dates and the like as the codec of the SDK writes them.'
})
export const LetterPageSchema = t.Object({
  letters: t.Array(t.Object(summary)),
  next: t.Optional(t.String({ description: 'The cursor of the next page; none on the last.' })),
  counts: t.Object({ count: t.Integer(), byFlow: t.Object({}) })
})
export const LetterSchema = t.Object({ ...summary, message: MessageSchema })
