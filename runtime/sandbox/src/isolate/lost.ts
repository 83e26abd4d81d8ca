import { encode } from '@millrace/sdk/values'
import { effectText, type FunctionSpec } from '../boundary.ts'
import type { Problem } from './problem.ts'
import { groupOf, isSingle, messagesLeft, type Step } from './step.ts'

/**
 * What to tell when everything inside is gone because of what ran at the front of these steps: who was alone is to blame,
 * everyone else may be given again. Where it is not `sure` that it was the code, who was alone may be given again, too.
 */
export const lostEffects = (
  left: readonly Step[],
  specs: ReadonlyMap<number, FunctionSpec>,
  problem: Problem,
  sure = true
): string[] => {
  const [code, text] = problem
  const group = groupOf(left, specs)
  const [culprit] = sure && isSingle(group) ? left : []
  if (!culprit) return [effectText('lost', code, text, messagesLeft(left), true, false)]
  const lost = effectText('lost', code, text, messagesLeft(left.slice(1)), true, false)
  switch (culprit.command) {
    case 'messages': {
      const number = culprit.number + culprit.skip
      return [effectText('failed', number, ...problem, null), effectText('done', number), lost]
    }
    case 'setup':
      return [effectText('broken', culprit.fn, ...problem), lost]
    case 'close':
      return [lost, effectText('closed', culprit.fn)]
    case 'fire':
    case 'fetched':
    case 'wires':
      return [effectText('log', culprit.fn, 'error', encode(text), true), lost]
  }
}

/** What to tell when promises went astray in a batch of several, and the isolate was given up to find out whose they were. */
export const strayEffects = (left: readonly Step[], [code, text]: Problem): string[] => [
  effectText('lost', code, text, messagesLeft(left), true, true)
]
