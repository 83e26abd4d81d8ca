import type { OpenIsolateSide } from './boundary.ts'
import type { Limits } from './evaluate/evaluator.ts'
import type { Expressions } from './evaluate/expressions.ts'
import { InlineExpressions } from './evaluate/inline-expressions.ts'
import { InlineSide } from './isolate/inline-side.ts'
import { ProcessPool } from './process/process-pool.ts'
import { RemoteExpressions } from './process/remote-expressions.ts'
import { RemoteSide } from './process/remote-side.ts'
import type { SandboxSettings } from './settings.ts'

/** Where isolates stand. */
interface Sides {
  readonly open: OpenIsolateSide
  readonly expressions: Expressions
  close(): void
}

export const openSides = (
  { mode, processes }: Required<Pick<SandboxSettings, 'mode' | 'processes'>>,
  limits: Limits
): Sides => {
  if (mode === 'inline') {
    const expressions = new InlineExpressions(limits)
    return {
      open: (_flow, memory, answers, heard) => new InlineSide(memory, answers, heard),
      expressions,
      close: () => expressions.close()
    }
  }
  const pool = new ProcessPool(processes)
  let channels = 0
  return {
    open: (flow, memory, answers, heard) => new RemoteSide(pool, ++channels, flow, memory, answers, heard),
    expressions: new RemoteExpressions(pool, limits),
    close: () => pool.close()
  }
}
