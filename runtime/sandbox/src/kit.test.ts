import { type CodeOptions, defineNode, t } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { createSandbox } from './sandbox.ts'
import type { SandboxSettings } from './settings.ts'

/** A node that does nothing but run code. */
const codeNode = (options: CodeOptions) =>
  defineNode({
    type: 'test/code',
    version: 1,
    title: 'Code',
    description: 'Runs code.',
    category: 'function',
    outputs: 3,
    config: t.Object({ code: t.code() }),
    create: context => context.config.code.bind(context, options)
  })

/** A sandbox for the tests of one `describe`, closed after each. */
export const sandboxed = (settings: SandboxSettings = {}) => {
  let sandbox = createSandbox(settings)
  afterEach(async () => {
    await sandbox.close()
    sandbox = createSandbox(settings)
  })
  return {
    get sandbox() {
      return sandbox
    },
    node: (code: string, options: CodeOptions = {}) =>
      testNode(codeNode(options), { code }, { host: { code: sandbox.code } })
  }
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
