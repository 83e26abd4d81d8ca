import { definePlugin } from '@millrace/sdk'
import { catchNode } from './catch.ts'
import { change } from './change/index.ts'
import { commentNode } from './comment.ts'
import { completeNode } from './complete.ts'
import { debugNode } from './debug/index.ts'
import { inject } from './inject/index.ts'
import { statusNode } from './status.ts'
import { switchNode } from './switch/index.ts'

/** The core palette. */
export const core = definePlugin({
  name: 'core',
  contributes: [inject, debugNode, catchNode, statusNode, completeNode, commentNode, change, switchNode]
})

export default core
