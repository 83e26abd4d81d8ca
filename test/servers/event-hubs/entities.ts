import { createHash } from 'node:crypto'
import type { Message } from 'rhea'
import { Partition } from './partition.ts'

/** A hub: its partitions, and the consumer groups that may read it. */
export interface Entity {
  readonly createdAt: number
  readonly partitions: Partition[]
  /** In lower case, as groups are compared. */
  readonly groups: Set<string>
}

export interface EntityOptions {
  readonly partitions?: number
  /** Besides `$Default`. */
  readonly groups?: readonly string[]
}

/** The hubs of a namespace. */
export class Entities {
  readonly #hubs = new Map<string, Entity>()
  #turn = 0

  get(name: string): Entity | undefined {
    return this.#hubs.get(name.toLowerCase())
  }

  /** Makes a hub; one of the same name goes, with its events. */
  create(name: string, { partitions = 2, groups = [] }: EntityOptions = {}): void {
    const before = this.get(name)?.createdAt ?? 0
    this.#hubs.set(name.toLowerCase(), {
      createdAt: Math.max(Date.now(), before + 1),
      partitions: Array.from({ length: partitions }, (_, i) => new Partition(String(i))),
      groups: new Set(['$default', ...groups.map(group => group.toLowerCase())])
    })
  }

  remove(name: string): void {
    this.#hubs.delete(name.toLowerCase())
  }

  widen({ partitions }: Entity, count: number): void {
    while (partitions.length < count) partitions.push(new Partition(String(partitions.length)))
  }

  /** Puts events where their partition or key says, and otherwise into one partition after the other. */
  append(
    { partitions }: Entity,
    messages: readonly Message[],
    to: { partition?: string | undefined; key?: unknown }
  ): void {
    const index = to.partition ?? (to.key === undefined ? this.#turn++ : hash(String(to.key)))
    partitions[Number(index) % partitions.length]?.append(messages)
  }
}

const hash = (key: string): number => createHash('md5').update(key).digest().readUInt32BE(0)
