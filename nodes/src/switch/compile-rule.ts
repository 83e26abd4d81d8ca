import { type Message, previousValue, RejectedError, type Static, type Value } from '@millrace/sdk'
import { boundedPattern } from '../value/bounded-pattern.ts'
import { allKnown, whenKnown } from '../value/when-known.ts'
import { comparisons, isBetween, isOfKind, sizeOf } from './operators.ts'
import { partsOf } from './parts.ts'
import type { Rule } from './rule.ts'

/** Whether a message meets a rule. `previous` is the value that the message before was tested by. */
export type Test = (value: unknown, message: Message, previous: unknown) => boolean | Promise<boolean>
export const otherwise = 'else'

export const compileRule = (rule: Static<typeof Rule>): Test | typeof otherwise => {
  switch (rule.test) {
    case 'eq':
    case 'neq':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
    case 'cont':
    case 'hask': {
      const compare = comparisons[rule.test]
      const other = operand(rule.value)
      return (value, message, previous) => {
        const known = other(message, previous)
        return known instanceof Promise ? known.then(late => compare(value, late)) : compare(value, known)
      }
    }
    case 'btwn':
      return (value, message, previous) => bounds(rule, message, previous, (from, to) => isBetween(value, from, to))
    case 'regex': {
      const pattern = boundedPattern(rule.pattern, rule.ignoreCase ? 'i' : '')
      return value => pattern.test(`${value}`)
    }
    case 'true':
      return value => value === true
    case 'false':
      return value => value === false
    case 'null':
      return value => value === null || value === undefined
    case 'nnull':
      return value => value !== null && value !== undefined
    case 'istype':
      return value => isOfKind(value, rule.type)
    case 'empty':
      return value => sizeOf(value) === 0
    case 'nempty':
      return value => (sizeOf(value) ?? 0) > 0
    case 'head': {
      const count = operand(rule.count)
      return (_value, message, previous) =>
        whenKnown(count(message, previous), known => indexOf(message) < Number(known))
    }
    case 'tail': {
      const count = operand(rule.count)
      return (_value, message, previous) =>
        whenKnown(count(message, previous), known => indexOf(message) >= countOf(message) - Number(known))
    }
    case 'index':
      return (_value, message, previous) =>
        bounds(rule, message, previous, (from, to) => {
          const index = indexOf(message)
          return Number(from) <= index && index <= Number(to)
        })
    case 'jsonata_exp':
      return (_value, message) => whenKnown(rule.expression(message), result => result === true)
    case 'else':
      return otherwise
  }
}

const operand = (value: Value) => (message: Message, previous: unknown) =>
  value === previousValue ? previous : value(message)

const bounds = (
  { from, to }: { readonly from: Value; readonly to: Value },
  message: Message,
  previous: unknown,
  test: (from: unknown, to: unknown) => boolean
) =>
  whenKnown(allKnown([operand(from)(message, previous), operand(to)(message, previous)]), ([low, high]) =>
    test(low, high)
  )

const indexOf = (message: Message): number => {
  const parts = partsOf(message)
  if (!parts) throw new RejectedError('a rule by position needs msg.parts with id and index, which this message lacks')
  return parts.index
}

const countOf = (message: Message): number => partsOf(message)?.count ?? Number.NaN
