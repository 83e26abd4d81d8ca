import { currentOwner } from '@millrace/engine'
import type { Log } from '@millrace/sdk'

/**
 * Keeps a stray error of one plugin from ending the process: it is logged with the node or integration whose code it came
 * from. For the main program of a server; an embedder has guards of its own. Answers with what takes them away.
 */
export const guardProcess = (log: Log): (() => void) => {
  const heard = (what: string) => (error: unknown) => {
    const owner = currentOwner()
    log.error(what, { ...(owner && { owner }), error: error instanceof Error ? error.stack : String(error) })
  }
  const rejected = heard('a promise was rejected and nobody heard')
  const thrown = heard('an error was thrown and nobody caught it')
  process.on('unhandledRejection', rejected)
  process.on('uncaughtException', thrown)
  return () => {
    process.off('unhandledRejection', rejected)
    process.off('uncaughtException', thrown)
  }
}
