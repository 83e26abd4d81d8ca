import { ConfigError, type Integration, isObject, type Limits, stagesOf } from '@millrace/sdk'
import type { ContextParts } from '../deploy/context.ts'
import { Releases } from '../release.ts'
import type { TestResult, TestStage } from '../runtime-view.ts'
import { attempt } from './attempt.ts'
import { Stages } from './stages.ts'

export interface TestRun {
  readonly definition: Integration
  readonly parts: ContextParts
  readonly limits: Limits
  readonly timeout: number
  config(): unknown
  readonly onStage?: ((stage: TestStage) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What the Test button does: connects and checks beside what is running, then lets go of everything. */
export const runTest = async ({
  definition,
  parts,
  limits,
  timeout,
  config,
  onStage,
  signal
}: TestRun): Promise<TestResult> => {
  const releases = new Releases(parts.log)
  const stages = new Stages(onStage)
  const stop = () => void releases.close()
  signal?.addEventListener('abort', stop, { once: true })
  let rendered: unknown
  try {
    rendered = config()
    const { connection, context } = await attempt({
      definition,
      parts,
      limits,
      timeout,
      releases,
      stages,
      config: rendered,
      trial: true,
      ready: Promise.resolve(),
      lost: () => {},
      save: async () => {}
    })
    const line = await definition.check?.(connection, context as never)
    return { passed: true, line: line ?? 'Test successful', stages: stages.passed }
  } catch (error) {
    return failure(error as Error, stages, stagesOf(definition.stages, isObject(rendered) ? rendered : {}))
  } finally {
    signal?.removeEventListener('abort', stop)
    await releases.close()
  }
}

const failure = (error: Error, { passed, failed }: Stages, all: readonly string[]): TestResult => {
  const tried = [...passed, ...(failed ? [failed] : [])]
  const after = failed ? all.indexOf(failed.name) + 1 : 0
  const names = new Set(tried.map(({ name }) => name))
  const rest = all.slice(after).filter(name => !names.has(name))
  const untried = rest.map(name => ({ name, outcome: 'not tried' as const, took: 0 }))
  return {
    passed: false,
    stage: failed?.name ?? 'configure',
    message: error.message,
    ...('code' in error && { code: String(error.code) }),
    ...(error instanceof ConfigError && { problems: error.problems }),
    stages: [...tried, ...untried]
  }
}
