import { createRequire } from 'node:module'
import { defineNode, RejectedError, t } from '@millrace/sdk'
import { compileTarget } from '../value/target.ts'
import { compileMustache, mustacheProblem, type Render } from './render.ts'

const load = createRequire(import.meta.url)
/** Loaded when the first template is YAML: it is large, and few are. */
const yaml = (): typeof import('yaml') => load('yaml')

export const template = defineNode({
  type: 'core/template',
  title: 'template',
  description: 'Fills in a text from the message.',
  help: `Mustache: \`{{payload.name}}\` puts in a value, escaped for HTML; \`{{{payload.name}}}\` puts it in as it is.
\`{{#payload.list}} … {{/payload.list}}\` repeats for each item, where names are those of the item; \`{{^payload}} … {{/payload}}\`
stands when there is none. \`{{flow.x}}\`, \`{{global.x}}\` and \`{{env.X}}\` are filled in where the message has no such
property; \`{{flow[disk].x}}\` names a store.

When the template is empty, that of \`msg.template\` is used.`,
  icon: 'file-json',
  category: 'function',
  traced: false,
  outputs: 1,
  config: t.Object({
    target: t.target({ title: 'Set', default: { type: 'msg', value: 'payload' } }),
    syntax: t.choice(['mustache', 'plain'], {
      title: 'Template is',
      widget: 'segments',
      labels: { mustache: 'Mustache', plain: 'plain text' },
      default: 'mustache',
      columns: 6
    }),
    output: t.choice(['text', 'json', 'yaml'], {
      title: 'Output as',
      widget: 'segments',
      labels: { text: 'text', json: 'JSON', yaml: 'YAML' },
      default: 'text',
      columns: 6
    }),
    template: t.String({
      title: 'Template',
      widget: 'multiline',
      default: 'This is the payload: {{payload}}'
    })
  }),
  problems({ syntax, template }) {
    const message = syntax === 'mustache' ? mustacheProblem(template) : undefined
    return message === undefined ? [] : [{ path: '/template', message }]
  },

  create({ config, env, state, log }) {
    const target = compileTarget(config.target, { state, log })
    const compile = (text: string): Render =>
      config.syntax === 'plain' ? () => text : compileMustache(text, { env, state }, config.output === 'json')
    const own = config.template === '' ? undefined : compile(config.template)
    let last: { readonly text: string; readonly render: Render } | undefined

    const renderOf = (given: unknown): Render => {
      if (own) return own
      const text = typeof given === 'string' ? given : ''
      if (last?.text !== text) last = { text, render: compile(text) }
      return last.render
    }

    return (message, out) => {
      const text = renderOf(message.template)(message)
      out.send(target.set(message, reads[config.output](text)))
    }
  }
})

const read = (format: string, parse: (text: string) => unknown) => (text: string) => {
  try {
    return parse(text)
  } catch (error) {
    throw new RejectedError(`the filled-in template is not ${format}: ${(error as Error).message}`, { cause: error })
  }
}

const reads = {
  text: (text: string): unknown => text,
  json: read('JSON', JSON.parse),
  yaml: read('YAML', text => yaml().parse(text, { logLevel: 'error' }))
}
