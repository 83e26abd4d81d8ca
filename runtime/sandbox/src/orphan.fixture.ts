/** Starts code that hangs, and says so. */

import { defineNode, t } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { createSandbox } from './sandbox.ts'

const sandbox = createSandbox({ timeout: 60_000 })
const definition = defineNode({
  type: 'test/hang',
  title: 'Hang',
  description: 'Runs code.',
  category: 'function',
  outputs: 1,
  config: t.Object({ code: t.code() }),
  create: context => context.config.code.bind(context)
})
const code = 'if (msg.hang) while (true) new Array(1000).fill({ x: 1 })\nreturn msg'
const node = testNode(definition, { code }, { host: { code: sandbox.code } })
await node.receive({})
void node.receive({ hang: true })
setTimeout(() => console.log('hangs'), 300)
