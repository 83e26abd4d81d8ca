import { FlowError } from '@millrace/sdk'
import type { FlowProblem } from '../runtime-view.ts'

/** The new flows have problems; nothing was changed. */
export class DeployError extends FlowError {
  readonly problems: readonly FlowProblem[]

  constructor(problems: readonly FlowProblem[]) {
    const errors = problems.filter(({ severity }) => severity === 'error')
    const [first] = errors
    const where = first && `${first.flow}${first.node ? `/${first.node}` : ''}: ${first.path} ${first.message}`
    super(
      'DEPLOY_INVALID',
      `${errors.length === 1 ? '1 problem stops' : `${errors.length} problems stop`} the deploy. ${where ?? ''}`.trim()
    )
    this.problems = problems
  }
}
