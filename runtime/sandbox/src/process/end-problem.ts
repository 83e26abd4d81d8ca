import type { FunctionSpec } from '../boundary.ts'
import type { Problem } from '../isolate/problem.ts'
import type { End } from './sandbox-process.ts'

/** What is told of code that brought its process down. It was stopped from outside, so its line is not known. */
export const endProblem = (end: End, { id, name, timeout }: Pick<FunctionSpec, 'id' | 'name' | 'timeout'>): Problem => {
  const code = `The code of “${name}” (${id})`
  switch (end.kind) {
    case 'stuck':
      return [
        'CODE_TIMEOUT',
        `${code} did not end after ${timeout} ms and could not be stopped, so its process was. Look for a loop that makes ever new objects.`,
        ''
      ]
    case 'crashed':
      return [
        'CODE_CRASHED',
        `${code} brought its process down (${end.detail}). Most likely it took more memory than there is.`,
        ''
      ]
    case 'never started':
      return ['CODE_UNAVAILABLE', `The process for ${code} could not be started: ${end.detail}`, '']
  }
}

export const interruption: Problem = [
  'CODE_INTERRUPTED',
  'The process of this code was stopped because of the code of another flow. What had sent nothing yet begins again.',
  ''
]
