import '../../design/index.ts'
import '../../i18n.ts'
import type { Flow } from '@millrace/engine'
import type { DefinitionView, Problem } from '@millrace/sdk'
import { useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { session, useSession } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'
import { TrayStack } from '../../trays/index.ts'
import { type FormScope, SchemaForm, useProblems } from '../index.ts'
import { definitions } from './definitions.ts'

/** A page with a form, or with trays (`#trays`), for tests that drive it with a real pointer and keyboard. */

const bench = {
  value: {} as unknown,
  problems: [] as readonly Problem[],
  asked: [] as unknown[],
  session,
  saved: [] as unknown[]
}
export type Bench = typeof bench
Object.assign(window, { bench })

const answers: Readonly<Record<string, (payload: never) => unknown>> = {
  preview: ({ template }: { template: string }) => ({ text: template.replace('{{globals.site}}', 'plant') }),
  'wire:last': () => null,
  'integration:log': () => [],
  'integration:save': (integration: unknown) => {
    bench.saved.push(integration)
    return integration
  },
  'integration:test': () => ({
    passed: false,
    stage: 'Connect',
    message: 'Nothing listens there. Start the broker.',
    stages: [
      { name: 'Resolve', outcome: 'passed', took: 1 },
      { name: 'Connect', outcome: 'failed', detail: 'refused', took: 2 },
      { name: 'Subscribe', outcome: 'not tried', took: 0 }
    ]
  })
}
const request = async (name: string, payload: never) => answers[name]?.(payload)
Object.assign(session, { request, on: () => () => {} })

const start = {
  host: 'one',
  password: { $secret: 's1' },
  port: 1883
}

const ask = async (config: unknown): Promise<readonly Problem[]> => {
  bench.asked.push(config)
  return (config as typeof start).host === 'taken' ? [{ path: '/host', message: 'is used by another broker' }] : []
}
const kept = [
  { id: 'k1', type: 'test/key', name: 'Plant key' },
  { id: 'k2', type: 'test/other', name: 'Another' },
  { id: 'k3', type: 'test/key', name: 'Old key', enabled: false }
]
const scope = (onUnreadable: NonNullable<FormScope['onUnreadable']>): FormScope => ({
  preview: template => request('preview', { template } as never) as never,
  credentials: {
    of: types => kept.filter(({ type }) => types.includes(type)),
    add: (_types, made) => made('k1'),
    edit: () => {}
  },
  onUnreadable
})

const FormPage = ({ definition }: { readonly definition: DefinitionView }) => {
  const [value, setValue] = useState<unknown>(start)
  const { problems, onUnreadable } = useProblems(definition.config, value, ask)
  const context = useMemo(() => scope(onUnreadable), [onUnreadable])
  bench.value = value
  bench.problems = problems
  return (
    <SchemaForm schema={definition.config} value={value} onChange={setValue} problems={problems} context={context} />
  )
}

const flow: Flow = {
  format: 1,
  id: 'f',
  name: 'Flow',
  nodes: [
    {
      id: 'in',
      type: 'test/in',
      integration: 'b',
      config: { topics: ['plant/+', 'plant/#/alarm'] },
      at: [0, 0],
      wires: [['r']]
    },
    {
      id: 'r',
      type: 'test/route',
      config: {
        rules: [
          { op: 'eq', value: { type: 'str', value: 'a' } },
          { op: 'eq', value: { type: 'str', value: 'b' } },
          { op: 'else' }
        ]
      },
      at: [200, 0],
      wires: [['x'], ['y'], ['z']]
    }
  ]
}

const TrayPage = () => (
  <>
    {flow.nodes.map(({ id }) => (
      <button key={id} type="button" onClick={() => openTray({ kind: 'node', flow: 'f', node: id })}>
        Open {id}
      </button>
    ))}
    <TrayStack />
  </>
)

useSession.setState({
  role: 'admin',
  catalog: new Map(definitions.map(definition => [definition.type, definition])),
  integrations: [{ id: 'b', type: 'test/broker', name: 'Plant broker', config: start }]
})
session.document.rebase([flow], 1)

const root = document.getElementById('root')
const [broker] = definitions
if (root && broker)
  createRoot(root).render(location.hash === '#trays' ? <TrayPage /> : <FormPage definition={broker} />)
