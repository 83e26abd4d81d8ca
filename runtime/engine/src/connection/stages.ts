import type { TestStage } from '../runtime-view.ts'

/** The named steps of connecting: which one is running, and what became of the others. */
export class Stages {
  readonly passed: TestStage[] = []
  readonly #onStage: ((stage: TestStage) => void) | undefined
  failed: TestStage | undefined

  constructor(onStage?: (stage: TestStage) => void) {
    this.#onStage = onStage
  }

  readonly run = async <T>(name: string, step: () => Promise<T> | T, detail?: (result: T) => string): Promise<T> => {
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    try {
      const result = await step()
      const stage: TestStage = { name, outcome: 'passed', took: took(), ...(detail && { detail: detail(result) }) }
      this.passed.push(stage)
      this.#onStage?.(stage)
      return result
    } catch (error) {
      this.failed = { name, outcome: 'failed', detail: (error as Error).message, took: took() }
      this.#onStage?.(this.failed)
      throw error
    }
  }
}
