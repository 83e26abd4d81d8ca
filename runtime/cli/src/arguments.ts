import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './command.ts'

/** Node's `parseArgs`, strict; what it refuses is a UsageError in our words. */
export const parseArguments = <const T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T
) => {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0], { cause: error })
  }
}
