import { definePlugin } from '@millrace/sdk'
import { catchNode } from './catch.ts'
import { commentNode } from './comment.ts'
import { completeNode } from './complete.ts'
import { debugNode } from './debug/index.ts'
import { inject } from './inject/index.ts'
import { statusNode } from './status.ts'

/** The core palette. */
export const core = definePlugin({
  name: 'core',
  contributes: [inject, debugNode, catchNode, statusNode, completeNode, commentNode]
})

export default core
