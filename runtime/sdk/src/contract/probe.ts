import { defineNode, type Handler } from '../define/node.ts'
import { definePlugin, type Plugin } from '../define/plugin.ts'
import { defineTrigger, type TriggerContext } from '../define/trigger.ts'
import { t } from '../schema/schema.ts'

export interface Probe {
  readonly plugin: Plugin
  /** Sends a message into the flow from its `source`. */
  emit(body: string): Promise<void>
}

/** The suite's own ends of a flow: `contract/probe` does with each message what the check says, `contract/source` emits. */
export const probe = (handle: Handler): Probe => {
  let source: TriggerContext<unknown, undefined> | undefined
  return {
    emit: async body => source?.emit({ payload: body }),
    plugin: definePlugin({
      name: 'contract',
      contributes: [
        defineTrigger({
          type: 'contract/source',
          title: 'Source',
          description: 'Emits what a check says.',
          category: 'common',
          config: t.Object({}),
          start: context => {
            source = context
          }
        }),
        defineNode({
          type: 'contract/probe',
          title: 'Probe',
          description: 'Does what a check says.',
          category: 'function',
          config: t.Object({}),
          outputs: 1,
          create: () => handle
        })
      ]
    })
  }
}
