import { definePlugin } from '@millrace/sdk'
import { batch } from './batch/index.ts'
import { catchNode } from './catch.ts'
import { change } from './change/index.ts'
import { commentNode } from './comment.ts'
import { completeNode } from './complete.ts'
import { debugNode } from './debug/index.ts'
import { delay } from './delay/index.ts'
import { filter } from './filter/index.ts'
import { functionNode } from './function/index.ts'
import { httpIn } from './http/in/index.ts'
import { httpRequest } from './http/request/index.ts'
import { httpResponse } from './http/response/index.ts'
import { inject } from './inject/index.ts'
import { join } from './join/index.ts'
import { range } from './range/index.ts'
import { retry } from './retry/index.ts'
import { sort } from './sort/index.ts'
import { split } from './split/index.ts'
import { statusNode } from './status.ts'
import { switchNode } from './switch/index.ts'
import { template } from './template/index.ts'

/** The core palette. */
export const core = definePlugin({
  name: 'core',
  contributes: [
    inject,
    debugNode,
    catchNode,
    statusNode,
    completeNode,
    commentNode,
    functionNode,
    change,
    switchNode,
    template,
    range,
    filter,
    delay,
    split,
    join,
    sort,
    batch,
    retry,
    httpIn,
    httpResponse,
    httpRequest
  ]
})

export default core
