import type { PathGuarantee, WeakPoint } from '@millrace/engine'
import type { Guarantee } from '@millrace/sdk'

/** What a trigger, or a whole flow, promises for its messages: that of its weakest path, and why. */
export interface Promised {
  readonly guarantee: Guarantee
  /** Each weak point once, the weakest first. */
  readonly reasons: readonly WeakPoint[]
}

const order: readonly Guarantee[] = ['may lose', 'at least once', 'idempotent']

/** Of the paths that begin at a trigger, told by its address; of a whole flow, told by its id. */
export const promisedBy = (paths: readonly PathGuarantee[], of: string): Promised | undefined => {
  const own = paths.filter(({ trigger }) => trigger === of || trigger.startsWith(`${of}/`))
  if (own.length === 0) return undefined
  const guarantee = order.find(each => own.some(path => path.guarantee === each)) ?? 'idempotent'
  const points = new Map(
    own.flatMap(({ reasons }) => reasons).map(point => [`${point.address} ${point.reason}`, point])
  )
  const reasons = [...points.values()].toSorted((a, b) => order.indexOf(a.guarantee) - order.indexOf(b.guarantee))
  return { guarantee, reasons }
}
