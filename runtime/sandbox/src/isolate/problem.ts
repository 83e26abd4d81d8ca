/** An error code, a sentence, and the stack of people's code. */
export type Problem = readonly [code: string, text: string, stack: string]

export const timeoutProblem = (timeout: number, { stack = '' }: Error): Problem => {
  const frames = stack.split('\n').filter(line => /(?:function|setup|close)\.js:\d/.test(line))
  const line = /\.js:(\d+)/.exec(frames[0] ?? '')?.[1]
  const where = line === undefined ? '' : ` (line ${line})`
  const text = `The code was stopped after ${timeout} ms${where}. Make it shorter, or raise the timeout of this node.`
  return ['CODE_TIMEOUT', text, [text, ...frames].join('\n')]
}

export const memoryProblem = (memory: number): Problem => [
  'CODE_MEMORY',
  `The code was stopped because it used more than ${memory} MB. Keep less, or raise the memory limit.`,
  ''
]

/** Stopped where nobody could be blamed, or where even stopping did not work. */
export const stuckProblem: Problem = ['CODE_TIMEOUT', 'The code was stopped because it did not come to an end.', '']

/** A promise of people's code was rejected and nobody listened. The error came out of the isolate: nothing of it but text is used. */
export const rejectionProblem = (error: unknown): Problem => {
  if (!(error instanceof Error))
    return ['CODE_FAILED', `A promise was rejected and nobody handled it: ${String(error)}`, '']
  const frames = (error.stack ?? '').split('\n').filter(line => /(?:function|setup|close)\.js:\d/.test(line))
  const line = /\.js:(\d+)/.exec(frames[0] ?? '')?.[1]
  const where = line === undefined ? '' : ` (line ${line})`
  const text = `${error.name}: ${error.message}${where}, in a promise that nobody handled`
  return ['CODE_FAILED', text, [text, ...frames].join('\n')]
}
