import { currentOwner } from '@millrace/engine'
import type { Log } from '@millrace/sdk'

/** Told of each stray error of an owner, and when the process ends while one is at work. */
export type Blame = (owner: string, error: string) => void

const ignore = () => {}

/**
 * Keeps a stray error of one plugin from ending the process: it is logged with the node or integration whose code it came
 * from. For the main program of a server; an embedder has guards of its own. Answers with what takes them away.
 */
export const guardProcess = (log: Log, blame: Blame = () => {}): (() => void) => {
  const heard = (what: string) => (error: unknown) => {
    const owner = currentOwner()
    log.error(what, { ...(owner && { owner }), error: error instanceof Error ? error.stack : String(error) })
    if (owner !== undefined) blame(owner, error instanceof Error ? error.message : String(error))
  }
  const rejected = heard('a promise was rejected and nobody heard')
  const thrown = heard('an error was thrown and nobody caught it')
  const ended = (code: number) => {
    const owner = currentOwner()
    if (owner !== undefined) blame(owner, `it ended the process with code ${code}`)
  }
  process.on('unhandledRejection', rejected)
  process.on('uncaughtException', thrown)
  process.on('exit', ended)
  // A file that may not grow is a failed write, as on a full disk, and no reason to end.
  if (process.platform !== 'win32') process.on('SIGXFSZ', ignore)
  return () => {
    process.off('unhandledRejection', rejected)
    process.off('uncaughtException', thrown)
    process.off('exit', ended)
    process.off('SIGXFSZ', ignore)
  }
}
