import { type Message, previousValue, type Static, type Value } from '@millrace/sdk'
import { whenKnown } from '../value/when-known.ts'
import { compileRule, otherwise } from './compile-rule.ts'
import type { Rule } from './rule.ts'
import { serial } from './serial.ts'

type Ports = readonly number[]
/** The ports that a message goes to; a promise only where a value has to be waited for. */
export type Route = (message: Message) => Ports | Promise<Ports>

interface Walk {
  readonly message: Message
  readonly value: unknown
  readonly ports: number[]
  next: number
  /** No rule was met since the last otherwise. */
  unmet: boolean
}

export const compileRoute = (property: Value, rules: readonly Static<typeof Rule>[], stopAtFirst: boolean): Route => {
  const tests = rules.map(compileRule)
  let previous: unknown = null

  const goOn = (walk: Walk): Ports | Promise<Ports> => {
    for (let test = tests[walk.next]; test !== undefined; test = tests[walk.next]) {
      const met = test === otherwise ? walk.unmet : test(walk.value, walk.message, previous)
      if (met instanceof Promise)
        return met.then(known => {
          note(walk, known)
          return goOn(walk)
        })
      note(walk, met)
    }
    previous = walk.value
    return walk.ports
  }

  const note = (walk: Walk, met: boolean) => {
    if (tests[walk.next] === otherwise) walk.unmet = true
    if (met) {
      walk.unmet = false
      walk.ports.push(walk.next)
    }
    walk.next = met && stopAtFirst ? tests.length : walk.next + 1
  }

  const route: Route = message =>
    whenKnown(property(message), value => goOn({ message, value, ports: [], next: 0, unmet: true }))
  return rules.some(usesPrevious) ? serial(route) : route
}

const usesPrevious = (rule: Static<typeof Rule>): boolean => Object.values(rule).some(value => value === previousValue)
