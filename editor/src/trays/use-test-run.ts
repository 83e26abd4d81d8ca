import type { StoredIntegration, TestResult, TestStage } from '@millrace/engine'
import { type DefinitionView, fill, stagesOf } from '@millrace/sdk'
import { useEffect, useRef, useState } from 'react'
import { objectOf } from '../forms/field-props.ts'
import { session } from '../session/index.ts'

export interface TestRun {
  readonly stages: readonly TestStage[]
  /** Undefined while it runs. */
  readonly result?: TestResult
  /** Why there is no result: the test could not be made at all. */
  readonly problem?: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/**
 * Runs Test with the settings as they stand in the tray, saved or not. The stages that these settings go through are
 * shown from the start, and each one's outcome as it ends.
 */
export const useTestRun = (definition: DefinitionView | undefined) => {
  const [run, setRun] = useState<TestRun>()
  const current = useRef('')
  useEffect(
    () =>
      session.on('test:stage', ({ run: id, ...stage }) => {
        if (id === current.current) setRun(old => old && { ...old, stages: withStage(old.stages, stage) })
      }),
    []
  )
  const start = async (integration: StoredIntegration): Promise<TestResult | undefined> => {
    const id = crypto.randomUUID()
    current.current = id
    setRun({ stages: announced(definition, integration).map(ahead), at: Date.now() })
    try {
      const result = await session.request('integration:test', { run: id, integration })
      if (id === current.current) setRun({ stages: result.stages, result, at: Date.now() })
      return result
    } catch (error) {
      if (id === current.current) setRun({ stages: [], problem: (error as Error).message, at: Date.now() })
      return undefined
    }
  }
  return { run, start }
}

/** What a Test of these settings goes through, as the definition says. */
const announced = (definition: DefinitionView | undefined, { config }: StoredIntegration): readonly string[] =>
  definition ? stagesOf(definition.stages, objectOf(fill(definition.config, config))) : []

const ahead = (name: string): TestStage => ({ name, outcome: 'not tried', took: 0 })

/** A stage in its place among those that were announced, or behind those that have ended. */
export const withStage = (stages: readonly TestStage[], stage: TestStage): readonly TestStage[] => {
  const place = stages.findIndex(({ name }) => name === stage.name)
  if (place >= 0) return stages.with(place, stage)
  const ended = stages.findLastIndex(({ outcome }) => outcome !== 'not tried') + 1
  return stages.toSpliced(ended, 0, stage)
}
