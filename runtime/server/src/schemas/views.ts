import { t } from '@millrace/sdk'

/** What the REST API answers with, for its description. */
export const ProblemSchema = t.Object({
  path: t.String({ description: 'JSON pointer into what was sent.' }),
  message: t.String(),
  flow: t.Optional(t.String()),
  node: t.Optional(t.String()),
  severity: t.Optional(t.String({ enum: ['error', 'warning'] }))
})
export const FailureSchema = t.Object(
  {
    code: t.String(),
    message: t.String(),
    problems: t.Optional(t.Array(ProblemSchema)),
    uses: t.Optional(t.Array(t.Object({}), { description: 'What still uses it.' }))
  },
  { title: 'Failure' }
)
export const DeployedSchema = t.Object({ revision: t.Integer(), problems: t.Array(ProblemSchema) })
export const RestoredSchema = t.Object({
  revision: t.Integer(),
  problems: t.Array(ProblemSchema),
  integrations: t.Array(t.String({ description: 'Ids of those that came back.' }))
})
export const StatusSchema = t.Object({ address: t.String(), text: t.String(), level: t.String(), at: t.Number() })
export const CountsSchema = t.Object({
  address: t.String(),
  received: t.Integer(),
  failed: t.Integer(),
  sent: t.Array(t.Integer()),
  waiting: t.Integer()
})
export const BalanceSchema = t.Object({
  arrived: t.Integer(),
  done: t.Integer(),
  onTheWay: t.Integer(),
  deadLetters: t.Integer(),
  lost: t.Integer()
})
export const ConnectionSchema = t.Object({
  id: t.String(),
  status: t.Object({ state: t.String(), reason: t.Optional(t.String()) }),
  since: t.Number(),
  received: t.Integer(),
  sent: t.Integer(),
  waiting: t.Integer()
})
export const RevisionSchema = t.Object({
  number: t.Integer(),
  at: t.Number(),
  author: t.String(),
  note: t.Optional(t.String())
})
export const TestResultSchema = t.Object({ passed: t.Boolean() })
export const HealthSchema = t.Object({
  flows: t.String({ enum: ['running', 'stopped'] }),
  safeMode: t.Optional(
    t.Object({
      reason: t.String({ enum: ['asked', 'crashes'] }),
      message: t.String(),
      culprit: t.Optional(t.Object({ owner: t.String(), error: t.String(), at: t.Number() }))
    })
  ),
  journal: t.Object({
    state: t.String({ enum: ['ok', 'full', 'failed'] }),
    since: t.Number(),
    reason: t.Optional(t.String()),
    messages: t.Integer(),
    bytes: t.Integer(),
    bounds: t.Object({ messages: t.Integer(), bytes: t.Integer() }),
    freeBytes: t.Optional(t.Number())
  })
})
