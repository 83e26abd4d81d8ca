/** One command of `millrace`. */
export interface Command {
  /** What `--help` prints, without the line break at its end. */
  help(): string | Promise<string>
  /** Resolves to the exit code. Throws a UsageError when the arguments are not as `help` says. */
  run(argv: readonly string[]): Promise<number>
}

export const exitCodes = {
  ok: 0,
  /** Something was found wrong, or failed. */
  failed: 1,
  /** The command line is not as `--help` says. */
  usage: 2
} as const

export class UsageError extends Error {}
