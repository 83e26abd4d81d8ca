import type { Guarantee } from '@millrace/sdk'
import type { PathGuarantee, WeakPoint } from '../runtime-view.ts'
import type { Graph } from './graph.ts'
import type { TriggerUnit } from './trigger-unit.ts'
import type { Unit } from './unit.ts'

const order: readonly Guarantee[] = ['may lose', 'at least once', 'idempotent']
const rank = (guarantee: Guarantee): number => order.indexOf(guarantee)

/** How far one path is known: the worst guarantee on it, and who brings it about. */
interface Reach {
  readonly guarantee: Guarantee
  readonly weak: readonly WeakPoint[]
}

/**
 * The delivery guarantee of every path from a trigger to a node at which paths end. A path is as good as the worst of
 * its trigger and its nodes; where several ways lead to one end, as the worst of them.
 */
export const guaranteesOf = (trigger: TriggerUnit, graph: Graph | undefined, durable: boolean): PathGuarantee[] => {
  const known = new Map<string, Reach>()
  const visit = (id: string, before: Reach): void => {
    const station = graph?.stations.get(id)
    if (station === undefined) return
    const reach = joined(before, weakness(station.unit))
    const found = known.get(id)
    if (found && rank(found.guarantee) <= rank(reach.guarantee)) return
    known.set(id, reach)
    for (const target of station.wires.flat()) visit(target.id, reach)
  }
  const start = joined({ guarantee: 'idempotent', weak: [] }, sourceWeakness(trigger, durable))
  for (const station of trigger.stations ?? []) visit(station.id, start)
  return [...known].flatMap(([id, { guarantee, weak }]) => {
    const station = graph?.stations.get(id)
    const end = station && (station.wires.flat().length === 0 || station.unit.integration !== undefined)
    return end ? [{ trigger: trigger.address, end: station.unit.address, guarantee, reasons: weak }] : []
  })
}

const joined = ({ guarantee, weak }: Reach, point: WeakPoint | undefined): Reach => {
  if (point === undefined || rank(point.guarantee) > rank(guarantee)) return { guarantee, weak }
  if (rank(point.guarantee) < rank(guarantee)) return { guarantee: point.guarantee, weak: [point] }
  return { guarantee, weak: [...weak, point] }
}

const weakness = ({ address, name, guarantee }: Unit): WeakPoint | undefined => {
  switch (guarantee) {
    case 'idempotent':
      return undefined
    case 'at least once':
      return { address, guarantee, reason: `“${name}” acts again when a message is delivered or tried twice` }
    case 'may lose':
      return { address, guarantee, reason: `“${name}” does not learn whether what it passes on has arrived` }
  }
}

const sourceWeakness = (trigger: TriggerUnit, durable: boolean): WeakPoint | undefined => {
  const { address, name, redelivers, replies, guarantee } = trigger
  if (guarantee === 'idempotent' || (guarantee === undefined && redelivers)) return undefined
  if (replies)
    return {
      address,
      guarantee: 'at least once',
      reason: `whoever calls “${name}” learns of a failure and may call again`
    }
  if (!durable)
    return {
      address,
      guarantee: 'may lose',
      reason: `the journal does not outlast the process, and the source of “${name}” does not send again`
    }
  if (guarantee === 'at least once')
    return {
      address,
      guarantee,
      reason: `“${name}” accepts a message when the journal has it; a caller that hears nothing may call again`
    }
  return {
    address,
    guarantee: 'may lose',
    reason: `the source of “${name}” does not send again what it sent while nobody heard it`
  }
}
