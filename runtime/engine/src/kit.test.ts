/** What the engine's tests share: tiny definitions whose behaviour a test hands in. */
import {
  type Definition,
  type defineIntegration,
  defineNode,
  definePlugin,
  defineTrigger,
  type Handler,
  type Origin,
  type Receipt,
  type Trigger,
  type TriggerContext,
  t
} from '@millrace/sdk'
import type { Flow, FlowNode } from './files/flow.ts'
import type { Entry, Journal } from './journal.ts'
import { memoryJournal } from './memory-journal.ts'
import { createRuntime } from './runtime.ts'
import type { RuntimeOptions } from './runtime-options.ts'

/** Polls until the condition holds; the test's own timeout is the bound. */
export const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 2))
}

/** A trigger that the test fires, by hand. */
export const source = (
  type = 'test/source',
  more: Partial<Pick<Trigger, 'redelivers' | 'replies' | 'retriesAtSource' | 'guarantee'>> & {
    integration?: ReturnType<typeof defineIntegration>
  } = {}
) => {
  const contexts: TriggerContext<unknown, unknown>[] = []
  const definition = defineTrigger({
    type,
    title: 'Source',
    description: '',
    category: 'common',
    config: t.Object({ label: t.Optional(t.text()) }),
    ...more,
    start: context => {
      contexts.push(context)
      context.defer(() => contexts.splice(contexts.indexOf(context), 1))
    }
  }) as Definition
  return {
    definition,
    contexts,
    emit: (payload: unknown, receipt?: Receipt, origin?: Origin) =>
      (contexts[0] as TriggerContext<unknown, unknown>).emit({ payload }, receipt, origin)
  }
}

/** A receipt that remembers what it was told. */
export const receipt = () => {
  const told: string[] = []
  return { told, ack: () => void told.push('ack'), nack: (error: Error) => void told.push(`nack ${error.message}`) }
}

/** A node that does what the test says. */
export const node = (
  type: string,
  handler: Handler,
  more: Partial<Extract<Definition, { kind: 'node' }>> = {}
): Definition =>
  defineNode({
    type,
    title: type,
    description: '',
    category: 'function',
    outputs: 2,
    config: t.Object({ label: t.Optional(t.text()) }),
    create: () => handler,
    ...more
  }) as Definition

/** A flow in short: `{ in: ['test/source', 'a'], a: ['test/a'] }`; a nested list is one list of targets per output. */
export const flow = (
  nodes: Record<string, readonly [type: string, ...wires: (string | readonly string[])[]]>,
  more: Partial<Flow> = {},
  nodeMore: Record<string, Partial<FlowNode>> = {}
): Flow => ({
  format: 1,
  id: 'f',
  name: 'Flow',
  nodes: Object.entries(nodes).map(([id, [type, ...wires]]) => ({
    id,
    type,
    at: [0, 0] as const,
    wires: wires.map(to => [to].flat()),
    ...nodeMore[id]
  })),
  ...more
})

export const runtimeOf = (definitions: readonly Definition[], options: Partial<RuntimeOptions> = {}) =>
  createRuntime({
    plugins: [definePlugin({ name: 'test', contributes: definitions })],
    ...options,
    settings: {
      drainTimeout: 500,
      retry: { attempts: 3, delay: 1, maxDelay: 5 },
      backoff: () => 2,
      ...options.settings
    }
  })

/** A journal that outlives the runtimes that use it, as one on a disk does; `refuse` makes it say that it is full. */
export const lastingJournal = () => {
  const kept = memoryJournal()
  const entries = new Map<string, Entry>()
  const written: Entry[] = []
  let refusal: Error | undefined
  const journal: Journal = {
    ...kept,
    durable: true,
    recover: async () => [...entries.values()],
    async append(entry) {
      await undefined
      if (refusal) throw refusal
      entries.set(entry.id, { ...entry })
      written.push({ ...entry })
    },
    async remove(id) {
      entries.delete(id)
    },
    async bury(letter) {
      entries.delete(letter.id)
      await kept.bury(letter)
    }
  }
  return {
    journal,
    entries,
    /** All that was ever appended. */
    written,
    refuse: (error: Error | undefined) => {
      refusal = error
    }
  }
}
