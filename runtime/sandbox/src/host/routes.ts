import type { FusedOut, Stop } from '@millrace/engine'
import type { Handler } from '@millrace/sdk'
import type { FlowEvent } from '../boundary.ts'
import type { BoundFunction } from './bound-function.ts'

/** Where messages of one flow may go from function to function without crossing, in the graph that they are on. */
export class Routes {
  readonly #functions = new Map<Handler, BoundFunction>()
  #graph: object | undefined
  /** The stops that were told, each with its function. */
  readonly #told = new Map<BoundFunction, Stop>()

  add(handler: Handler, fn: BoundFunction): void {
    this.#functions.set(handler, fn)
  }

  remove(fn: BoundFunction): void {
    for (const [handler, found] of this.#functions) if (found === fn) this.#functions.delete(handler)
    this.reset()
  }

  /** Something has changed: all is told again when it is needed. */
  reset(): void {
    this.#told.clear()
  }

  /** Where a function stands in the graph of the messages that cross now. */
  stopOf(fn: BoundFunction): Stop | undefined {
    return this.#told.get(fn)
  }

  /** What has to be told before a message of this function crosses. */
  events(fn: BoundFunction, out: FusedOut): FlowEvent[] {
    if (this.#told.get(fn) === out.station) return []
    if (this.#graph !== out.station.hearing) this.reset()
    this.#graph = out.station.hearing
    const events: FlowEvent[] = []
    this.#tell(fn, out.station, out, events)
    return events
  }

  #tell(fn: BoundFunction, stop: Stop, out: FusedOut, events: FlowEvent[]): void {
    this.#told.set(fn, stop)
    const targets = stop.wires.map((_, port) => {
      const next = out.next(stop, port)
      const target = next && this.#functions.get(next.unit.handler)
      if (!next || !target || target === fn || !fits(fn, target)) return null
      if (target.state === 'new') events.push(target.start())
      if (!this.#told.has(target)) this.#tell(target, next, out, events)
      return target.number
    })
    events.push({ kind: 'wires', fn: fn.number, targets })
  }
}

/** Whether messages of one may run in the other at once. */
const fits = (fn: BoundFunction, target: BoundFunction): boolean =>
  (target.state === 'ready' || (target.state === 'new' && target.spec.setup === '')) &&
  !target.alone &&
  target.spec.timeout === fn.spec.timeout
