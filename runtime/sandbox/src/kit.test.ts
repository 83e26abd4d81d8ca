import { type CodeOptions, defineNode, type NodeContext, t } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { createSandbox } from './sandbox.ts'
import type { SandboxSettings } from './settings.ts'

/** Where a node stands, and what it knows, where a test needs something else than the usual. */
export type Place = Partial<Pick<NodeContext<unknown>, 'id' | 'name' | 'log' | 'state'>> & { readonly flow?: string }

/** A node that does nothing but run code. */
const codeNode = (options: CodeOptions, { flow, ...place }: Place = {}) =>
  defineNode({
    type: 'test/code',
    version: 1,
    title: 'Code',
    description: 'Runs code.',
    category: 'function',
    outputs: 3,
    config: t.Object({ code: t.code() }),
    create: context =>
      context.config.code.bind({ ...context, ...place, place: { ...context.place, ...(flow && { flow }) } }, options)
  })

/** A sandbox for the tests of one `describe`. What a test started is stopped after it. */
export const sandboxed = (settings: SandboxSettings = {}) => {
  const sandbox = createSandbox(settings)
  const running: { close(): Promise<void> }[] = []
  afterEach(() => Promise.all(running.splice(0).map(one => one.close())))
  after(() => sandbox.close())
  return {
    sandbox,
    node: (code: string, options: CodeOptions = {}, place?: Place) => {
      const node = testNode(codeNode(options, place), { code }, { host: { code: sandbox.code } })
      running.push(node)
      return node
    }
  }
}

/** The same tests for both modes. */
export const inEachMode = (title: string, tests: (mode: 'process' | 'inline') => void): void => {
  for (const mode of ['process', 'inline'] as const)
    describe(`${title}, ${mode}`, function () {
      // a process has to start before the first message
      this.timeout(30_000)
      tests(mode)
    })
}

/** The error that something fails with. */
export const failure = async (work: Promise<unknown>): Promise<Error & { code: string }> => {
  try {
    await work
  } catch (error) {
    return error as Error & { code: string }
  }
  throw new Error('it did not fail')
}

/** Resolves as soon as the condition holds. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}
