import { type Message, previousValue, type Static, type Value } from '@millrace/sdk'
import { compileRule, otherwise } from './compile-rule.ts'
import type { Rule } from './rule.ts'
import { serial } from './serial.ts'

type Ports = readonly number[]
/** The ports that a message goes to; a promise only where a value has to be waited for. */
export type Route = (message: Message) => Ports | Promise<Ports>

const NONE: Ports = []

/** Where the test of a message has got to, when something has to be waited for. */
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
  const alone: readonly Ports[] = tests.map((_, i) => [i])
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

  /** The common case, in which nothing has to be waited for: no more is made than the list of ports, and not even that for one. */
  const walk = (message: Message, value: unknown): Ports | Promise<Ports> => {
    let ports: Ports = NONE
    let unmet = true
    for (let i = 0; i < tests.length; i++) {
      const test = tests[i] as (typeof tests)[number]
      const met = test === otherwise ? unmet : test(value, message, previous)
      if (met instanceof Promise) {
        const walked = { message, value, ports: [...ports], next: i, unmet }
        return met.then(known => {
          note(walked, known)
          return goOn(walked)
        })
      }
      if (test === otherwise) unmet = true
      if (!met) continue
      unmet = false
      ports = ports === NONE ? (alone[i] as Ports) : [...ports, i]
      if (stopAtFirst) break
    }
    previous = value
    return ports
  }

  const route: Route = message => {
    const value = property(message)
    return value instanceof Promise ? value.then(known => walk(message, known)) : walk(message, value)
  }
  return rules.some(usesPrevious) ? serial(route) : route
}

const usesPrevious = (rule: Static<typeof Rule>): boolean => Object.values(rule).some(value => value === previousValue)
